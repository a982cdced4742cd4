using System.Globalization;
using System.IO.Enumeration;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Selection;

/// <summary>One term of a selector: which flows to start from, and how far to go up and down from them.</summary>
/// <param name="Text">The term as written.</param>
/// <param name="Method"><c>name</c>, <c>type</c>, <c>status</c> or <c>tag</c>.</param>
/// <param name="Value">Name, wildcard pattern or value.</param>
/// <param name="Up">Edges to go up; 0 is none.</param>
/// <param name="Down">Edges to go down; 0 is none.</param>
/// <param name="WithAncestorsOfDescendants">Written <c>@name</c>: all descendants, and everything that they need.</param>
internal sealed record SelectorTerm(string Text, string Method, string Value, int Up, int Down, bool WithAncestorsOfDescendants)
{
    public bool IsLiteralName => Method == "name" && !Value.AsSpan().ContainsAny('*', '?');

    public static SelectorTerm Parse(string text, string selector)
    {
        var rest = text.AsSpan();
        var at = rest.StartsWith("@");
        if (at)
        {
            rest = rest[1..];
        }

        var up = 0;
        var digits = CountDigits(rest);
        if (digits < rest.Length && rest[digits] == '+')
        {
            up = Depth(rest[..digits]);
            rest = rest[(digits + 1)..];
        }

        var down = 0;
        var plus = rest.LastIndexOf('+');
        if (plus >= 0 && CountDigits(rest[(plus + 1)..]) == rest.Length - plus - 1)
        {
            down = Depth(rest[(plus + 1)..]);
            rest = rest[..plus];
        }

        if (rest.IsEmpty)
        {
            throw new SelectorException(selector, $"'{text}' names nothing");
        }

        if (at && (up != 0 || down != 0))
        {
            throw new SelectorException(selector, $"'{text}' mixes '@' with '+'; '@' already takes all descendants and what they need");
        }

        var colon = rest.IndexOf(':');
        var method = colon < 0 ? "name" : rest[..colon].ToString().ToLowerInvariant();
        var value = rest[(colon + 1)..].ToString();
        CheckValue(method, value, selector);
        return new(text, method, value, up, down, at);
    }

    public bool Matches(SelectableFlow flow) => Method switch
    {
        "type" => SnakeCase.TryParse<InstanceType>(Value, out var type) && flow.Type == type,
        "status" => SnakeCase.TryParse<FlowStatus>(Value, out var status) && flow.Status == status,
        "tag" => flow.Tags.Any(t => FileSystemName.MatchesSimpleExpression(Value, t)),
        _ => FileSystemName.MatchesSimpleExpression(Value, flow.Name),
    };

    private static void CheckValue(string method, string value, string selector)
    {
        var allowed = method switch
        {
            "name" or "tag" => null,
            "type" => SnakeCase.TryParse<InstanceType>(value, out _) ? null : string.Join(", ", Enum.GetNames<InstanceType>()),
            "status" => SnakeCase.TryParse<FlowStatus>(value, out _) ? null : string.Join(", ", SnakeCase.All<FlowStatus>()),
            _ => throw new SelectorException(selector, $"there is no method '{method}:'; there are type:, status: and tag:"),
        };
        if (allowed is not null)
        {
            throw new SelectorException(selector, $"'{value}' is no {method}; there are {allowed}");
        }
    }

    private static int Depth(ReadOnlySpan<char> digits) =>
        digits.IsEmpty || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) ? int.MaxValue : depth;

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var n = 0;
        while (n < text.Length && char.IsAsciiDigit(text[n]))
        {
            n++;
        }

        return n;
    }
}
