using System.Globalization;
using OptAIC.Errors;

namespace OptAIC.Runs.Conditions;

/// <summary>A condition on runs cannot be read.</summary>
/// <param name="condition">The condition.</param>
/// <param name="column">Where in it the problem is, from 1.</param>
/// <param name="problem">What is wrong there.</param>
/// <param name="hint">What to write.</param>
public sealed class RunConditionException(string condition, int column, string problem, string hint)
    : OptException("InvalidCondition", ExitCode.Usage, $"condition '{condition}': column {column.ToString(CultureInfo.InvariantCulture)}: {problem}", hint)
{
    /// <summary>The condition.</summary>
    public string Condition { get; } = condition;

    /// <summary>Where in it the problem is, from 1.</summary>
    public int Column { get; } = column;
}
