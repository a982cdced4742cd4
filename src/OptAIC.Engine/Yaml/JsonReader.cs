using System.Text;
using System.Text.Json;

namespace OptAIC.Engine.Yaml;

/// <summary>Builds a document from JSON (RFC 8259): the same tree as from YAML, but with values that keep the types they were written with.</summary>
internal ref struct JsonReader
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly string? _file;
    private readonly DocumentLimits _limits;
    private readonly List<OptIssue> _issues = [];
    private readonly IssueCollector _collector;
    private Utf8JsonReader _json;
    private int _nodes;

    // Tokens come in order, so that counting lines continues where it stopped.
    private int _counted;
    private int _line = 1;
    private int _column = 1;

    private JsonReader(ReadOnlySpan<byte> utf8, string? file, DocumentLimits limits)
    {
        _utf8 = utf8;
        _file = file;
        _limits = limits;
        _collector = new IssueCollector(_issues);
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
    }

    /// <summary>Reads a text that holds one JSON value.</summary>
    /// <exception cref="InvalidDocumentException">It is no JSON, or goes beyond what is allowed.</exception>
    public static DocumentNode Read(string text, string? file, DocumentLimits limits)
    {
        var reader = new JsonReader(Encoding.UTF8.GetBytes(text), file, limits);
        try
        {
            var root = reader.ReadDocument();
            return reader._issues.Count == 0 ? root : throw new InvalidDocumentException(reader._issues, "every key once, and no number beyond 1.8e308");
        }
        catch (JsonException malformed)
        {
            var message = malformed.Message;
            var details = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            var position = new DocumentPosition(file, (int)(malformed.LineNumber ?? 0) + 1, (int)(malformed.BytePositionInLine ?? 0) + 1);
            var what = (details < 0 ? message : message[..details]).TrimEnd('.');
            throw new InvalidDocumentException(position.Issue("json_syntax", $"this is no valid JSON: {what}"), "check commas, quotes and brackets around this place");
        }
    }

    private DocumentNode ReadDocument()
    {
        _json.Read();
        var root = ReadValue();
        _json.Read();
        return root;
    }

    private DocumentNode ReadValue()
    {
        var position = Position();
        if (++_nodes > _limits.MaxNodes)
        {
            throw new InvalidDocumentException(position.Issue("too_large", $"there are more than {_limits.MaxNodes} values"), "move data into files of their own");
        }

        return _json.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(position),
            JsonTokenType.StartArray => ReadArray(position),
            JsonTokenType.String => new DocumentScalar(ReadText(position), ScalarStyle.Quoted, position),
            JsonTokenType.Number => ReadNumber(position),
            _ => new DocumentScalar(Encoding.UTF8.GetString(_json.ValueSpan), ScalarStyle.Literal, position),
        };
    }

    private readonly DocumentScalar ReadNumber(DocumentPosition position)
    {
        var number = new DocumentScalar(Encoding.UTF8.GetString(_json.ValueSpan), ScalarStyle.Literal, position);
        if (number.NaturalType == JsonTypes.String)
        {
            var issue = position.Issue("number_range", $"the number {Schemas.Found.Shorten(number.Text)} is too large");
            _collector.Add(issue with { Expected = "a number that a double can hold", Found = Schemas.Found.Shorten(number.Text) });
        }

        return number;
    }

    private DocumentMapping ReadObject(DocumentPosition position)
    {
        var entries = new List<DocumentEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var at = Position();
            var key = new DocumentScalar(ReadText(at), ScalarStyle.Quoted, at);
            if (key.Text.Length > _limits.MaxKeyLength)
            {
                throw new InvalidDocumentException(at.Issue("too_large", $"a key is longer than {_limits.MaxKeyLength} characters"), "move data into files of their own");
            }

            _json.Read();
            var value = ReadValue();
            if (keys.Add(key.Text))
            {
                entries.Add(new DocumentEntry(key, value));
            }
            else
            {
                _collector.Add(at.Issue("duplicate_key", $"the key '{key.Text}' stands twice in the same mapping"));
            }
        }

        return new DocumentMapping(entries, position);
    }

    private DocumentSequence ReadArray(DocumentPosition position)
    {
        var items = new List<DocumentNode>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue());
        }

        return new DocumentSequence(items, position);
    }

    private readonly string ReadText(DocumentPosition position)
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDocumentException(position.Issue("json_syntax", "the text has an escape that is half a character"), "write surrogates in pairs");
        }
    }

    private DocumentPosition Position()
    {
        for (var start = (int)_json.TokenStartIndex; _counted < start; _counted++)
        {
            // Columns count UTF-16 units, as editors and the YAML reader do: one per lead byte, two for characters of four bytes.
            (_line, _column) = _utf8[_counted] switch
            {
                (byte)'\n' => (_line + 1, 1),
                >= 0xF0 => (_line, _column + 2),
                >= 0xC0 or < 0x80 => (_line, _column + 1),
                _ => (_line, _column),
            };
        }

        return new DocumentPosition(_file, _line, _column);
    }
}
