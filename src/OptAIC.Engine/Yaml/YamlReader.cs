using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OptAIC.Engine.Yaml;

/// <summary>
/// Builds a document from YamlDotNet's events. Tags are refused, keys may not stand twice, aliases are expanded into copies, and everything is
/// counted against the limits; nothing here recurses with the input.
/// </summary>
internal sealed class YamlReader
{
    private readonly string? _file;
    private readonly DocumentLimits _limits;
    private readonly Stack<OpenCollection> _open = new();
    private readonly Dictionary<string, DocumentNode> _anchors = [];
    private readonly List<OptIssue> _issues = [];
    private readonly IssueCollector _collector;
    private DocumentNode? _root;
    private int _documents;
    private int _nodes;
    private int _copies;

    private YamlReader(string? file, DocumentLimits limits)
    {
        _file = file;
        _limits = limits;
        _collector = new IssueCollector(_issues);
    }

    /// <summary>Reads a text that holds one document.</summary>
    /// <returns>The root; an empty text gives a null scalar.</returns>
    /// <exception cref="InvalidDocumentException">It is no YAML, or goes beyond what is allowed.</exception>
    public static DocumentNode Read(string text, string? file, DocumentLimits limits)
    {
        YamlSyntax.CheckCharacters(text, file);
        var reader = new YamlReader(file, limits);
        try
        {
            reader.Read(new Parser(new Scanner(new StringReader(text))));
        }
        catch (YamlException malformed)
        {
            throw YamlSyntax.Error(malformed, text, file);
        }

        return reader._issues.Count == 0
            ? reader._root ?? new DocumentScalar("", ScalarStyle.Plain, new DocumentPosition(file, 1, 1))
            : throw new InvalidDocumentException(reader._issues, "every key once, no tags, one document in the file");
    }

    private void Read(Parser parser)
    {
        // What nobody will be told need not be looked for.
        while (!_collector.IsFull && Advance(parser))
        {
            switch (parser.Current)
            {
                case Scalar scalar:
                    CheckTag(scalar);
                    var style = scalar.Style == YamlDotNet.Core.ScalarStyle.Plain ? ScalarStyle.Plain : ScalarStyle.Quoted;
                    Add(new DocumentScalar(scalar.Value, style, At(scalar)), scalar.Anchor);
                    break;
                case NodeEvent and (SequenceStart or MappingStart):
                    Open((NodeEvent)parser.Current);
                    break;
                case SequenceEnd or MappingEnd:
                    var closed = _open.Pop();
                    Add(closed.ToNode(), closed.Anchor);
                    break;
                case AnchorAlias alias:
                    Add(Expand(alias), AnchorName.Empty);
                    break;
                case DocumentStart start when ++_documents > 1:
                    _collector.Add(At(start).Issue("several_documents", "a second document begins here; one is allowed"));
                    return;
            }
        }
    }

    // The scanner has inputs that it does not reject but trips over (found by mutation): braces in the middle of plain text are one.
    private bool Advance(Parser parser)
    {
        var reached = parser.Current?.End ?? Mark.Empty;
        try
        {
            return parser.MoveNext();
        }
        catch (Exception tripped) when (tripped is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDocumentException(
                YamlSyntax.Position(reached, _file).Issue("yaml_syntax", "what follows here is no valid YAML"),
                "quote text that contains brackets, braces, colons or commas");
        }
    }

    private void Open(NodeEvent start)
    {
        CheckTag(start);
        if (_open.Count == _limits.MaxDepth)
        {
            throw TooMuch(At(start), $"the nesting is deeper than {_limits.MaxDepth}");
        }

        _open.Push(new OpenCollection(start is MappingStart, At(start), start.Anchor));
    }

    private void Add(DocumentNode node, AnchorName anchor)
    {
        if (++_nodes > _limits.MaxNodes)
        {
            throw TooMuch(node.Position, $"there are more than {_limits.MaxNodes} values");
        }

        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        if (_open.TryPeek(out var parent))
        {
            parent.Add(node, _limits, _collector);
        }
        else
        {
            _root ??= node;
        }
    }

    // An anchor is known only once its node is complete, so that an alias inside its own anchor is an unknown one.
    private DocumentNode Expand(AnchorAlias alias) => _anchors.TryGetValue(alias.Value.Value, out var target)
        ? Copy(target, _open.Count, At(alias))
        : throw new InvalidDocumentException(At(alias).Issue("unknown_alias", $"the alias '*{Schemas.Found.Shorten(alias.Value.Value)}' stands for nothing that was written before it"), "define it with '&name' first, or quote the text");

    private DocumentNode Copy(DocumentNode node, int depth, DocumentPosition alias)
    {
        if (++_copies > _limits.MaxCopies || ++_nodes > _limits.MaxNodes)
        {
            throw TooMuch(alias, $"aliases copy more than {_limits.MaxCopies} values");
        }

        if (depth > _limits.MaxDepth)
        {
            throw TooMuch(alias, $"with its aliases expanded the nesting is deeper than {_limits.MaxDepth}");
        }

        return node switch
        {
            DocumentMapping mapping => new DocumentMapping(
                [.. mapping.Entries.Select(e => new DocumentEntry(e.Key.Copy(), Copy(e.Value, depth + 1, alias)))], mapping.Position),
            DocumentSequence sequence => new DocumentSequence([.. sequence.Items.Select(i => Copy(i, depth + 1, alias))], sequence.Position),
            _ => ((DocumentScalar)node).Copy(),
        };
    }

    private void CheckTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty)
        {
            _collector.Add(At(node).Issue("tag", $"the tag '{Schemas.Found.Shorten(node.Tag.Value)}' is not allowed; the schema says what type a value has"));
        }
    }

    private DocumentPosition At(ParsingEvent e) => YamlSyntax.Position(e.Start, _file);

    private static InvalidDocumentException TooMuch(DocumentPosition position, string what) =>
        new(position.Issue("too_large", what), "move data into files of their own");

    private sealed class OpenCollection(bool isMapping, DocumentPosition position, AnchorName anchor)
    {
        private readonly List<DocumentNode> _items = [];
        private readonly List<DocumentEntry> _entries = [];
        private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
        private DocumentNode? _key;

        public AnchorName Anchor => anchor;

        public void Add(DocumentNode node, DocumentLimits limits, IssueCollector issues)
        {
            if (!isMapping)
            {
                _items.Add(node);
            }
            else if (_key is null)
            {
                _key = node;
            }
            else
            {
                AddEntry(_key, node, limits, issues);
                _key = null;
            }
        }

        public DocumentNode ToNode() => isMapping ? new DocumentMapping(_entries, position) : new DocumentSequence(_items, position);

        private void AddEntry(DocumentNode key, DocumentNode value, DocumentLimits limits, IssueCollector issues)
        {
            if (key is not DocumentScalar name)
            {
                issues.Add(key.Position.Issue("bad_key", "a key must be a text, not a list or a mapping"));
            }
            else if (name.Text.Length > limits.MaxKeyLength)
            {
                throw TooMuch(name.Position, $"a key is longer than {limits.MaxKeyLength} characters");
            }
            else if (_keys.Add(name.Text))
            {
                _entries.Add(new DocumentEntry(name, value));
            }
            else
            {
                issues.Add(name.Position.Issue("duplicate_key", $"the key '{name.Text}' stands twice in the same mapping"));
            }
        }
    }
}
