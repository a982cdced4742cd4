using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Runs.Conditions;

/// <summary>The fields with their names, what their values are, and where a run has them.</summary>
internal static class RunFieldTable
{
    /// <summary>How a metric is asked for.</summary>
    public const string MetricPrefix = "metric.";

    private static readonly RunFieldRow[] Rows =
    [
        new(RunField.Id, RunValueKind.Text, r => r.Id.ToString("D"), "id", "run"),
        new(RunField.Instance, RunValueKind.Text, r => r.Instance, "instance"),
        new(RunField.Flow, RunValueKind.Choice, r => SnakeCase.Of(r.Flow), "flow") { Word = Word<FlowKind>(SnakeCase.Of), Words = [.. SnakeCase.All<FlowKind>()] },
        new(RunField.Type, RunValueKind.Choice, r => r.Type.ToString(), "type") { Word = Word<RunType>(t => t.ToString()), Words = Enum.GetNames<RunType>() },
        new(RunField.Status, RunValueKind.Choice, r => SnakeCase.Of(r.Status), "status") { Word = Word<RunStatus>(SnakeCase.Of), Words = [.. SnakeCase.All<RunStatus>()] },
        new(RunField.Trigger, RunValueKind.Choice, r => SnakeCase.Of(r.Trigger), "trigger") { Word = Word<TriggerKind>(SnakeCase.Of), Words = [.. SnakeCase.All<TriggerKind>()] },
        new(RunField.Actor, RunValueKind.Text, r => r.Actor, "actor", "by"),
        new(RunField.Definition, RunValueKind.Text, r => r.Definition, "definition"),
        new(RunField.Host, RunValueKind.Text, r => r.Host, "host"),
        new(RunField.Created, RunValueKind.Time, r => r.CreatedAt, "created", "created_at"),
        new(RunField.Started, RunValueKind.Time, r => r.StartedAt, "started", "started_at", "time"),
        new(RunField.Ended, RunValueKind.Time, r => r.EndedAt, "ended", "ended_at"),
        new(RunField.Duration, RunValueKind.Duration, r => r.Duration, "duration"),
        new(RunField.Attempt, RunValueKind.Number, r => (double)r.Attempt, "attempt"),
        new(RunField.ExitCode, RunValueKind.Number, r => (double?)r.ExitCode, "exit_code"),
        new(RunField.ErrorType, RunValueKind.Text, r => r.ErrorType, "error_type"),
        new(RunField.Error, RunValueKind.Text, r => r.Error, "error"),
        new(RunField.DataVersion, RunValueKind.Text, r => r.DataVersion, "data_version", "version"),
        new(RunField.DataDate, RunValueKind.Date, r => r.LastDataDate, "data_date", "last_data_date"),
        new(RunField.AsOf, RunValueKind.Date, r => r.AsOf, "as_of"),
        new(RunField.ReplayOf, RunValueKind.Text, r => r.ReplayOf?.ToString("D"), "replay_of"),
    ];

    private static readonly RunFieldRow Metric = new(RunField.Metric, RunValueKind.Number, _ => null, "metric.NAME");

    /// <summary>The names that a mistyped one may stand for.</summary>
    public static IEnumerable<string> Names => Rows.SelectMany(r => r.Names);

    /// <summary>The names to list: one of each field.</summary>
    public static IEnumerable<string> MainNames => Rows.Select(r => r.Names[0]).Append(Metric.Names[0]);

    /// <summary>The row of a field.</summary>
    public static RunFieldRow Of(RunField field) => field == RunField.Metric ? Metric : Rows[(int)field];

    /// <summary>The row that a name means, whatever its case and without its underscores; <c>null</c> when there is none.</summary>
    public static RunFieldRow? Find(string name) => Rows.FirstOrDefault(r => r.Names.Any(n => Plain(n).Equals(Plain(name), StringComparison.OrdinalIgnoreCase)));

    /// <summary>What to say about a name that means nothing.</summary>
    public static string Hint(string name) => NearestName.Hint(name, Names.Append("metric")) ?? "there are: " + string.Join(", ", MainNames);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private static Func<string, string?> Word<TEnum>(Func<TEnum, string> spelling)
        where TEnum : struct, Enum => text => SnakeCase.TryParse<TEnum>(text, out var value) ? spelling(value) : null;
}

/// <summary>A field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Value">The value of a run; <c>null</c> when it has none.</param>
/// <param name="Names">How it is called, the main name first.</param>
internal sealed record RunFieldRow(RunField Field, RunValueKind Kind, Func<OptRun, object?> Value, params string[] Names)
{
    /// <summary>Of a choice, the spelling of one of its words; <c>null</c> for a word that it does not have.</summary>
    public Func<string, string?>? Word { get; init; }

    /// <summary>Of a choice, its words.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
