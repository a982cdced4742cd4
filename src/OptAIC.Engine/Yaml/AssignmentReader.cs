namespace OptAIC.Engine.Yaml;

/// <summary>
/// Builds a mapping from assignments such as <c>lookback=60</c>, <c>symbols=[AAPL, MSFT]</c>, <c>slippage.bps=5</c> on the command line.
/// A value that begins with a bracket or a quote is read as YAML; any other is one text, which the schema types.
/// </summary>
internal static class AssignmentReader
{
    /// <summary>Reads assignments in order; dots in a name make nested mappings.</summary>
    /// <param name="assignments">Texts <c>name=value</c>.</param>
    /// <param name="option">What stands for the file in messages, for example <c>--config</c>.</param>
    /// <exception cref="InvalidDocumentException">An assignment cannot be read, or says a name twice.</exception>
    public static DocumentMapping Read(IEnumerable<string> assignments, string option)
    {
        var root = new Branch();
        var issues = new List<OptIssue>();
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            var names = equals < 0 ? [] : assignment[..equals].Split('.');
            if (names.Length == 0 || names.Any(string.IsNullOrWhiteSpace) || names.Length > DocumentLimits.Default.MaxDepth)
            {
                issues.Add(new DocumentPosition(option).Issue("bad_assignment", $"'{assignment}' is not of the form name=value"));
            }
            else if (!root.Set(names, ReadValue(assignment[(equals + 1)..], $"{option} {assignment[..equals]}")))
            {
                issues.Add(new DocumentPosition(option).Issue("duplicate_key", $"'{assignment[..equals]}' is given twice"));
            }
        }

        return issues.Count == 0
            ? root.ToMapping(new DocumentPosition(option))
            : throw new InvalidDocumentException(issues, $"write {option} name=value, each name once; a list is [a, b]");
    }

    private static DocumentNode ReadValue(string text, string option) => text is ['[' or '{' or '"' or '\'', ..]
        ? DocumentReader.Read(text, option)
        : new DocumentScalar(text, ScalarStyle.Plain, new DocumentPosition(option));

    private sealed class Branch
    {
        private readonly OrderedDictionary<string, object> _children = new(StringComparer.Ordinal);

        public bool Set(ReadOnlySpan<string> names, DocumentNode value)
        {
            if (names.Length == 1)
            {
                return _children.TryAdd(names[0], value);
            }

            if (!_children.TryGetValue(names[0], out var child))
            {
                _children.Add(names[0], child = new Branch());
            }

            return child is Branch branch && branch.Set(names[1..], value);
        }

        public DocumentMapping ToMapping(DocumentPosition position) => new(
            [.. _children.Select(c => new DocumentEntry(
                new DocumentScalar(c.Key, ScalarStyle.Quoted, position),
                c.Value is Branch branch ? branch.ToMapping(position) : (DocumentNode)c.Value))],
            position);
    }
}
