using OptAIC.Errors;

namespace OptAIC.Schedules;

/// <summary>A cron expression cannot be read.</summary>
/// <param name="expression">The expression.</param>
/// <param name="field">The field that is wrong; <c>null</c> when it is the expression as a whole.</param>
/// <param name="position">Where it is wrong, from 1.</param>
/// <param name="problem">What is wrong.</param>
/// <param name="allowed">What is allowed there.</param>
public sealed class InvalidCronException(string expression, CronField? field, int position, string problem, string allowed)
    : OptException("InvalidCron", ExitCode.Usage, $"the cron expression '{expression}' is wrong at character {position}: {(field is { } at ? $"{Name(at)}: " : "")}{problem}", allowed)
{
    /// <summary>The expression.</summary>
    public string Expression { get; } = expression;

    /// <summary>The field that is wrong; <c>null</c> when it is the expression as a whole.</summary>
    public CronField? Field { get; } = field;

    /// <summary>Where it is wrong, from 1.</summary>
    public int Position { get; } = position;

    /// <summary>What is wrong there.</summary>
    public string Problem { get; } = problem;

    internal static string Name(CronField field) => field switch
    {
        CronField.DayOfMonth => "day of month",
        CronField.DayOfWeek => "day of week",
        _ => field.ToString().ToLowerInvariant(),
    };
}
