namespace OptAIC;

/// <summary>A number that a run reported.</summary>
/// <param name="Instance">Name of the instance.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Name">Name of the metric.</param>
/// <param name="Value">Its value; <c>null</c> when it is not defined (too few returns, say).</param>
public sealed record OptMetric(string Instance, Guid Run, string Name, double? Value);
