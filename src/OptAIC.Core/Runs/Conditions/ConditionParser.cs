using OptAIC.Naming;

namespace OptAIC.Runs.Conditions;

/// <summary>
/// Reads a condition: <c>any = all {"or" all}; all = not {"and" not}; not = "not" not | "(" any ")" | field operator value</c>.
/// </summary>
internal sealed class ConditionParser
{
    private const int MostComparisons = 200;
    private const int DeepestNesting = 50;
    private const string HowToCompare = "write = != < <= > >= or ~ (a pattern with * and ?, or a part of the text)";

    private static readonly Dictionary<string, RunComparison> Comparisons = new(StringComparer.Ordinal)
    {
        ["="] = RunComparison.Equal,
        ["!="] = RunComparison.NotEqual,
        ["<"] = RunComparison.Less,
        ["<="] = RunComparison.LessOrEqual,
        [">"] = RunComparison.Greater,
        [">="] = RunComparison.GreaterOrEqual,
        ["~"] = RunComparison.Like,
    };

    // What people write who think of another language.
    private static readonly Dictionary<string, string> OtherSpellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["=="] = "=",
        ["<>"] = "!=",
        ["=~"] = "~",
        ["!~"] = "not … ~",
        ["=>"] = ">=",
        ["=<"] = "<=",
        ["is"] = "=",
        ["like"] = "~",
        ["-eq"] = "=",
        ["-ne"] = "!=",
        ["-lt"] = "<",
        ["-le"] = "<=",
        ["-gt"] = ">",
        ["-ge"] = ">=",
        ["-like"] = "~",
        ["-match"] = "~",
    };

    private readonly string _text;
    private readonly List<ConditionToken> _tokens;
    private readonly ConditionValues _values;
    private int _at;
    private int _comparisons;
    private int _depth;

    private ConditionParser(string text, DateTimeOffset now)
    {
        _text = text;
        _tokens = ConditionLexer.Read(text);
        _values = new ConditionValues(text, now);
    }

    private ConditionToken Next => _tokens[_at];

    /// <summary>Reads all of it.</summary>
    public static RunTest Parse(string text, DateTimeOffset now)
    {
        var parser = new ConditionParser(text, now);
        if (parser.Next.Kind == ConditionTokenKind.End)
        {
            throw parser.Wrong(parser.Next, "it is empty", "write for example status = failed and started > -7d");
        }

        var test = parser.Any();
        return parser.Next switch
        {
            { Kind: ConditionTokenKind.End } => test,
            { Kind: ConditionTokenKind.Close } close => throw parser.Wrong(close, "the parenthesis was never opened", "remove it, or write the other one"),
            var more => throw parser.Wrong(more, $"'and' or 'or' is expected; found '{more.Text}'", Joint(more) ?? "a value with spaces needs quotes: error ~ 'no such file'"),
        };
    }

    private RunTest Any()
    {
        var tests = new List<RunTest> { All() };
        while (Next.Is("or"))
        {
            _at++;
            tests.Add(All());
        }

        return tests is [var only] ? only : new RunTest.Any(tests);
    }

    private RunTest All()
    {
        var tests = new List<RunTest> { Not() };
        while (Next.Is("and"))
        {
            _at++;
            tests.Add(Not());
        }

        return tests is [var only] ? only : new RunTest.All(tests);
    }

    private RunTest Not()
    {
        if (++_depth > DeepestNesting)
        {
            throw Wrong(Next, $"it is nested more than {DeepestNesting} deep", "write it with fewer parentheses");
        }

        RunTest test;
        if (Next.Is("not"))
        {
            _at++;
            test = new RunTest.Not(Not());
        }
        else if (Next.Kind == ConditionTokenKind.Open)
        {
            var open = Next;
            _at++;
            test = Any();
            if (Next.Kind != ConditionTokenKind.Close)
            {
                throw Next.Kind == ConditionTokenKind.End ? Wrong(open, "the parenthesis is never closed", "close it") : Wrong(Next, $"'and', 'or' or ')' is expected; found '{Next.Text}'", Joint(Next) ?? "a value with spaces needs quotes");
            }

            _at++;
        }
        else
        {
            test = Compare();
        }

        _depth--;
        return test;
    }

    private RunTest.Compare Compare()
    {
        var (field, metric) = Field();
        var comparison = Comparison(field);
        var token = Next;
        if (token.Kind is not (ConditionTokenKind.Word or ConditionTokenKind.Quoted))
        {
            throw Wrong(token, token.Kind == ConditionTokenKind.End ? "a value is missing" : $"a value is expected; found '{token.Text}'", "write a value after the operator, in quotes when it has spaces or signs");
        }

        _at++;
        if (++_comparisons > MostComparisons)
        {
            throw Wrong(token, $"it has more than {MostComparisons} comparisons", "ask for less at once, or use patterns with ~");
        }

        return new(field.Field, metric, comparison, _values.Read(field, comparison, token));
    }

    private (RunFieldRow Field, string? Metric) Field()
    {
        var token = Next;
        if (token.Kind != ConditionTokenKind.Word || token.Is("and") || token.Is("or"))
        {
            throw Wrong(token, token.Kind == ConditionTokenKind.End ? "a field is missing" : $"a field is expected; found '{token.Text}'", "there are: " + string.Join(", ", RunFieldTable.MainNames));
        }

        _at++;
        if (token.Text.StartsWith(RunFieldTable.MetricPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var name = token.Text[RunFieldTable.MetricPrefix.Length..];
            if (name.Length == 0 && Next.Kind == ConditionTokenKind.Quoted)
            {
                name = Next.Text;
                _at++;
            }

            return name.Length > 0 ? (RunFieldTable.Of(RunField.Metric), name) : throw Wrong(token, "the name of the metric is missing", "write for example metric.sharpe");
        }

        return RunFieldTable.Find(token.Text) is { } field ? (field, null) : throw Wrong(token, $"there is no field '{token.Text}'", Unknown(token.Text));
    }

    private static string Unknown(string name) =>
        name.Equals("metric", StringComparison.OrdinalIgnoreCase) ? "write the metric's name with it: metric.sharpe" : RunFieldTable.Hint(name);

    private RunComparison Comparison(RunFieldRow field)
    {
        var token = Next;
        if (token.Kind != ConditionTokenKind.Operator || !Comparisons.TryGetValue(token.Text, out var comparison))
        {
            throw Wrong(
                token,
                token.Kind == ConditionTokenKind.End ? $"what {field.Names[0]} is compared with is missing" : $"an operator is expected; found '{token.Text}'",
                OtherSpellings.TryGetValue(token.Text, out var ours) ? $"write {ours}" : HowToCompare);
        }

        var isText = field.Kind is RunValueKind.Text or RunValueKind.Choice;
        if (isText ? comparison is not (RunComparison.Equal or RunComparison.NotEqual or RunComparison.Like) : comparison == RunComparison.Like)
        {
            throw Wrong(token, $"{field.Names[0]} cannot be compared with {token.Text}", isText ? "write = != or ~" : "write = != < <= > or >=");
        }

        _at++;
        return comparison;
    }

    private static string? Joint(ConditionToken token) => token.Text.ToLowerInvariant() switch
    {
        "&&" or "&" or "," or "-and" => "write and",
        "||" or "|" or "-or" => "write or",
        _ => NearestName.Hint(token.Text, ["and", "or"]),
    };

    private RunConditionException Wrong(ConditionToken token, string problem, string hint) => new(_text, token.Column, problem, hint);
}
