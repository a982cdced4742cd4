using System.IO.Enumeration;

namespace OptAIC.Runs.Conditions;

/// <summary>
/// Which runs are meant, as in <c>status = failed and metric.sharpe > 1 or flow = refresh</c>: fields with <c>= != &lt; &lt;= > >= ~</c>,
/// joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses.
/// </summary>
public sealed class RunCondition
{
    private readonly string _text;

    private RunCondition(string text, RunTest test)
    {
        _text = text;
        Test = test;
    }

    /// <summary>The condition as a tree.</summary>
    public RunTest Test { get; }

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition.</param>
    /// <param name="now">What times such as <c>-7d</c> and <c>today</c> are meant from.</param>
    /// <exception cref="RunConditionException">It cannot be read.</exception>
    public static RunCondition Parse(string text, DateTimeOffset now) => new(text, ConditionParser.Parse(text, now));

    /// <summary>What the values of a field are.</summary>
    public static RunValueKind KindOf(RunField field) => RunFieldTable.Of(field).Kind;

    /// <summary>The names of all fields, for completers and documents.</summary>
    public static IEnumerable<string> FieldNames => RunFieldTable.MainNames;

    /// <summary>Whether it holds for a run.</summary>
    public bool Matches(OptRun run) => Matches(Test, run);

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <summary>Whether a pattern is meant by a text for <see cref="RunComparison.Like"/>; else the text is looked for within.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    private static bool Matches(RunTest test, OptRun run) => test switch
    {
        RunTest.All all => all.Tests.All(t => Matches(t, run)),
        RunTest.Any any => any.Tests.Any(t => Matches(t, run)),
        RunTest.Not not => !Matches(not.Test, run),
        RunTest.Compare compare => Compare(compare, ValueOf(compare, run)),
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };

    private static object? ValueOf(RunTest.Compare compare, OptRun run) =>
        compare.Metric is { } metric ? run.Metrics.GetValueOrDefault(metric) : RunFieldTable.Of(compare.Field).Value(run);

    private static bool Compare(RunTest.Compare test, object? found) => test switch
    {
        { Comparison: RunComparison.NotEqual } => !Compare(test with { Comparison = RunComparison.Equal }, found),
        { Value: RunValue.None } => found is null,
        _ => (found, test.Value) switch
        {
            (string text, RunValue.Text wanted) => test.Comparison == RunComparison.Like ? IsLike(text, wanted.Value) : Folded(text) == Folded(wanted.Value),
            (double number, RunValue.Number wanted) => Holds(test.Comparison, number.CompareTo(wanted.Value)),
            (TimeSpan duration, RunValue.Duration wanted) => Holds(test.Comparison, duration.CompareTo(wanted.Value)),
            (DateOnly day, RunValue.Day wanted) => Holds(test.Comparison, day.CompareTo(wanted.Value)),
            // Within the stretch is equal to it.
            (DateTimeOffset time, RunValue.Time wanted) => Holds(test.Comparison, time < wanted.From ? -1 : time >= wanted.To ? 1 : 0),
            _ => false,
        },
    };

    private static bool Holds(RunComparison comparison, int order) => comparison switch
    {
        RunComparison.Equal => order == 0,
        RunComparison.Less => order < 0,
        RunComparison.LessOrEqual => order <= 0,
        RunComparison.Greater => order > 0,
        RunComparison.GreaterOrEqual => order >= 0,
        _ => false,
    };

    private static bool IsLike(string text, string wanted) => IsPattern(wanted)
        ? FileSystemName.MatchesSimpleExpression(Folded(wanted).Replace("\\", "\\\\", StringComparison.Ordinal), Folded(text), ignoreCase: false)
        : Folded(text).Contains(Folded(wanted), StringComparison.Ordinal);

    // As the registry's database does it: only the letters of ASCII have a case that does not count.
    private static string Folded(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
        }
    });
}
