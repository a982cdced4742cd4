using System.Buffers;
using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using OptAIC.Contracts;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Selectors;

/// <summary>One term of a selector: which flows to start from, and how far to go up and down from them.</summary>
/// <param name="Method"><c>name</c>, <c>type</c>, <c>status</c>, <c>stage</c> or <c>tag</c>.</param>
/// <param name="Value">Name, wildcard pattern or value.</param>
/// <param name="Up">Edges to go up; 0 is none.</param>
/// <param name="Down">Edges to go down; 0 is none.</param>
/// <param name="WithAncestorsOfDescendants">Written <c>@name</c>: all descendants, and everything that they need.</param>
internal sealed partial record SelectorTerm(string Method, string Value, int Up, int Down, bool WithAncestorsOfDescendants)
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-*?");

    public bool IsLiteralName => Method == "name" && !Value.AsSpan().ContainsAny('*', '?');

    public static SelectorTerm Parse(string text, string selector)
    {
        if (text.Length == 0)
        {
            throw new SelectorException(selector, "a comma needs a term on both sides, without spaces");
        }

        var parts = Grammar().Match(text).Groups;
        if (parts["at"].Success && (parts["up"].Success || parts["down"].Success))
        {
            throw new SelectorException(selector, $"'{text}' mixes '@' with '+'; '@' already takes all descendants and what they need");
        }

        var method = parts["method"].Success ? parts["method"].Value.ToLowerInvariant() : "name";
        var value = parts["value"].Value;
        CheckValue(method, value, selector);
        return new(method, value, Depth(parts["up"]), Depth(parts["down"]), parts["at"].Success);
    }

    public bool Matches(SelectableFlow flow) => Method switch
    {
        "type" => SnakeCase.TryParse<InstanceType>(Value, out var type) && flow.Type == type,
        "status" => SnakeCase.TryParse<FlowStatus>(Value, out var status) && flow.Status == status,
        "stage" => SnakeCase.TryParse<InstanceStage>(Value, out var stage) && flow.Stage == stage,
        "tag" => flow.Tags.Any(t => FileSystemName.MatchesSimpleExpression(Value, t)),
        _ => FileSystemName.MatchesSimpleExpression(Value, flow.Name),
    };

    /// <summary>Whether it names a flow as <c>name.flow</c>.</summary>
    public bool MatchesByFlow(SelectableFlow flow) => Method == "name"
        && FlowName.TrySplit(Value, out var instance, out var kind) && flow.Key.Flow == kind && FileSystemName.MatchesSimpleExpression(instance, flow.Name);

    // The value is at least one character, so that in "1+" the digit is a name and the plus its descendants.
    [GeneratedRegex(@"^(?<at>@)?((?<up>[0-9]*)\+)?((?<method>[^:]*):)?(?<value>.+?)(\+(?<down>[0-9]*))?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();

    private static void CheckValue(string method, string value, string selector)
    {
        var problem = method switch
        {
            "name" => value.AsSpan().IndexOfAnyExcept(NameCharacters) is >= 0 and var at ? $"'{value[at]}' cannot be part of the name '{value}'" : null,
            "tag" => null,
            "type" => SnakeCase.TryParse<InstanceType>(value, out _) ? null : $"'{value}' is no type; there are {string.Join(", ", Enum.GetNames<InstanceType>())}",
            "status" => SnakeCase.TryParse<FlowStatus>(value, out _) ? null : $"'{value}' is no status; there are {string.Join(", ", SnakeCase.All<FlowStatus>())}",
            "stage" => SnakeCase.TryParse<InstanceStage>(value, out _) ? null : $"'{value}' is no stage; there are {string.Join(", ", SnakeCase.All<InstanceStage>())}",
            _ => $"there is no method '{method}:'; there are name:, type:, status:, stage: and tag:",
        };
        if (problem is not null)
        {
            throw new SelectorException(selector, problem);
        }
    }

    private static int Depth(Group digits) =>
        !digits.Success ? 0
        : int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) ? depth
        : int.MaxValue;
}
