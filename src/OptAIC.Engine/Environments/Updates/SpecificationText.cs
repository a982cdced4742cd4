using System.Text.RegularExpressions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Environments.Updates;

/// <summary>The text of an <c>environment.yml</c>, in which single values are replaced and added. Whatever else stands in it, stays as it is.</summary>
/// <param name="text">The text.</param>
/// <param name="file">Its name, for messages.</param>
internal sealed partial class SpecificationText(string text, string file)
{
    private readonly List<(int Offset, int Length, string Text)> _edits = [];
    private readonly int[] _lines = [0, .. text.Select((c, i) => (c, i)).Where(c => c.c == '\n').Select(c => c.i + 1)];
    private readonly string _lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Puts another value in the place of one.</summary>
    public void Replace(DocumentScalar node, string value)
    {
        var (start, length) = Span(node);
        _edits.Add((start, length, Written(value, text[start])));
    }

    /// <summary>Adds values behind those of a list.</summary>
    public void Append(DocumentSequence list, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        var last = list.Items.OfType<DocumentScalar>().LastOrDefault();
        if (IsFlow(list))
        {
            var items = string.Join(", ", values.Select(v => Written(v, ' ')));
            _edits.Add(last is null ? (OffsetOf(list) + 1, 0, list.Items.Count == 0 ? items : items + ", ") : (EndOf(last), 0, $", {items}"));
            return;
        }

        var prefix = PrefixOf(last ?? list.Items[0]);
        if (last is null)
        {
            _edits.Add((LineStart(list.Items[0]), 0, string.Concat(values.Select(v => $"{prefix}{Written(v, ' ')}{_lineEnd}"))));
            return;
        }

        _edits.Add((LineEnd(last), 0, string.Concat(values.Select(v => $"{_lineEnd}{prefix}{Written(v, ' ')}"))));
    }

    /// <summary>Adds a mapping of a key to a list as the last item of a list.</summary>
    public void AppendMapping(DocumentSequence list, string key, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        var last = list.Items.OfType<DocumentScalar>().LastOrDefault() ?? throw Refused(list, "has no item beside which another one could stand");
        if (IsFlow(list))
        {
            _edits.Add((EndOf(last), 0, $", {{ {key}: [{string.Join(", ", values.Select(v => Written(v, ' ')))}] }}"));
            return;
        }

        var prefix = PrefixOf(last);
        var inner = new string(' ', prefix.Length);
        _edits.Add((LineEnd(last), 0, $"{_lineEnd}{prefix}{key}:{string.Concat(values.Select(v => $"{_lineEnd}{inner}- {Written(v, ' ')}"))}"));
    }

    /// <summary>Adds a key with a list at the end of the file.</summary>
    public void AppendKey(DocumentMapping root, string key, IReadOnlyList<string> values)
    {
        if (IsFlow(root))
        {
            throw Refused(root, "is written on one line");
        }

        var before = text.Length == 0 || text.EndsWith('\n') ? "" : _lineEnd;
        _edits.Add((text.Length, 0, $"{before}{key}:{_lineEnd}{string.Concat(values.Select(v => $"  - {Written(v, ' ')}{_lineEnd}"))}"));
    }

    /// <summary>The text with all that was asked for.</summary>
    public string Apply()
    {
        var result = text;
        // From behind, so that places before are still where they were; what is added at one place stays in its order.
        foreach (var place in _edits.GroupBy(e => e.Offset).OrderByDescending(g => g.Key))
        {
            result = string.Concat(result.AsSpan(0, place.Key), string.Concat(place.Select(e => e.Text)), result.AsSpan(place.Key + place.Max(e => e.Length)));
        }

        return result;
    }

    private int OffsetOf(DocumentNode node) => _lines[node.Position.Line - 1] + node.Position.Column - 1;

    private int EndOf(DocumentScalar node) => Span(node) is var (start, length) ? start + length : 0;

    private int LineStart(DocumentNode node) => _lines[node.Position.Line - 1];

    private int LineEnd(DocumentNode node)
    {
        var end = text.IndexOf('\n', LineStart(node));
        end = end < 0 ? text.Length : end;
        return end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    }

    private bool IsFlow(DocumentNode node) => OffsetOf(node) < text.Length && text[OffsetOf(node)] is '[' or '{';

    // All that stands before an item of a block on its line: the indentation and the dash.
    private string PrefixOf(DocumentNode item)
    {
        var prefix = text[LineStart(item)..OffsetOf(item)];
        return Dash().IsMatch(prefix) ? prefix : throw Refused(item, "does not stand on a line of its own");
    }

    private (int Start, int Length) Span(DocumentScalar node)
    {
        var start = OffsetOf(node);
        var length = start >= text.Length ? 0 : text[start] switch
        {
            '"' => DoubleQuoted().Match(text, start).Length,
            '\'' => SingleQuoted().Match(text, start).Length,
            _ => string.CompareOrdinal(text, start, node.Text, 0, node.Text.Length) == 0 ? node.Text.Length : 0,
        };
        return length > 0 ? (start, length) : throw Refused(node, "is written in a way that cannot be changed in its place");
    }

    private EnvironmentUpdateException Refused(DocumentNode node, string why) => new($"{file}:{node.Position.Line}: what stands here {why}", "write it as a list of one line per item");

    private static string Written(string value, char quote) => quote == '"' ? $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : quote == '\'' || !Bare().IsMatch(value) ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'"
        : value;

    [GeneratedRegex(@"^\s*-\s+$")]
    private static partial Regex Dash();

    [GeneratedRegex("\\G\"(?:[^\"\\\\\\r\\n]|\\\\.)*\"")]
    private static partial Regex DoubleQuoted();

    [GeneratedRegex(@"\G'(?:[^'\r\n]|'')*'")]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9._=+!:-]*[A-Za-z0-9]$")]
    private static partial Regex Bare();
}
