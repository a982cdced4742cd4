using OptAIC.Runs.Conditions;

namespace OptAIC.Engine.Registry;

/// <summary>
/// A condition on runs as SQL over <c>runs r</c> and <c>instances i</c>. It holds for the same runs as <see cref="RunCondition.Matches(OptRun)"/>; no
/// part of it is ever <c>NULL</c>, so that <c>NOT</c> means not.
/// </summary>
internal static class RunConditionSql
{
    public static string Of(RunTest test, SqlCondition sql) => test switch
    {
        RunTest.All all => $"({string.Join(" AND ", all.Tests.Select(t => Of(t, sql)))})",
        RunTest.Any any => $"({string.Join(" OR ", any.Tests.Select(t => Of(t, sql)))})",
        RunTest.Not not => $"(NOT {Of(not.Test, sql)})",
        RunTest.Compare { Comparison: RunComparison.NotEqual } compare => $"(NOT {Of(compare with { Comparison = RunComparison.Equal }, sql)})",
        RunTest.Compare { Metric: { } metric } compare => OfMetric(metric, compare, sql),
        RunTest.Compare { Value: RunValue.None } compare => $"({Column(compare.Field)} IS NULL)",
        RunTest.Compare compare => $"({Column(compare.Field)} IS NOT NULL AND {Holds(Column(compare.Field), compare, sql)})",
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };

    private static string OfMetric(string metric, RunTest.Compare test, SqlCondition sql)
    {
        var exists = $"EXISTS(SELECT 1 FROM run_metrics m WHERE m.run=r.id AND m.name={sql.Value(metric)} AND m.value IS NOT NULL";
        return test.Value is RunValue.None ? $"(NOT {exists}))" : $"{exists} AND {Holds("m.value", test, sql)})";
    }

    private static string Holds(string column, RunTest.Compare test, SqlCondition sql) => test.Value switch
    {
        RunValue.Text text when test.Comparison == RunComparison.Like => $"{column} LIKE {sql.Value(Pattern(text.Value))} ESCAPE '\\'",
        RunValue.Text text => $"{column}={sql.Value(text.Value)} COLLATE NOCASE",
        RunValue.Number number => $"{column}{Sign(test.Comparison)}{sql.Value(number.Value)}",
        RunValue.Duration duration => $"{column}{Sign(test.Comparison)}{sql.Value(duration.Value.Ticks)}",
        RunValue.Day day => $"{column}{Sign(test.Comparison)}{sql.Value(RegistryTime.Text(day.Value))}",
        RunValue.Time time => OfTime(column, test.Comparison, RegistryTime.Text(time.From), RegistryTime.Text(time.To), sql),
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };

    // Within the stretch is equal to it.
    private static string OfTime(string column, RunComparison comparison, string from, string to, SqlCondition sql) => comparison switch
    {
        RunComparison.Equal => $"{column}>={sql.Value(from)} AND {column}<{sql.Value(to)}",
        RunComparison.Less => $"{column}<{sql.Value(from)}",
        RunComparison.LessOrEqual => $"{column}<{sql.Value(to)}",
        RunComparison.Greater => $"{column}>={sql.Value(to)}",
        _ => $"{column}>={sql.Value(from)}",
    };

    private static string Sign(RunComparison comparison) => comparison switch
    {
        RunComparison.Equal => "=",
        RunComparison.Less => "<",
        RunComparison.LessOrEqual => "<=",
        RunComparison.Greater => ">",
        RunComparison.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    private static string Pattern(string text)
    {
        var literal = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return RunCondition.IsPattern(text) ? literal.Replace('*', '%').Replace('?', '_') : $"%{literal}%";
    }

    private static string Column(RunField field) => field switch
    {
        RunField.Id => "r.id",
        RunField.Instance => "i.name",
        RunField.Flow => "r.flow",
        RunField.Type => "r.type",
        RunField.Status => "r.status",
        RunField.Trigger => "r.trigger",
        RunField.Actor => "r.actor",
        RunField.Definition => "r.definition",
        RunField.Host => "r.host",
        RunField.Created => "r.created_at",
        RunField.Started => "r.started_at",
        RunField.Ended => "r.ended_at",
        RunField.Duration => "r.duration",
        RunField.Attempt => "r.attempt",
        RunField.ExitCode => "r.exit_code",
        RunField.ErrorType => "r.error_type",
        RunField.Error => "r.error",
        RunField.DataVersion => "r.data_version",
        RunField.DataDate => "r.last_data_date",
        RunField.AsOf => "r.as_of",
        RunField.ReplayOf => "r.replay_of",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
