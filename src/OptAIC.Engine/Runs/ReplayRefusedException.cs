using OptAIC.Errors;

namespace OptAIC.Engine.Runs;

/// <summary>A run cannot be repeated exactly.</summary>
/// <param name="run">The run.</param>
/// <param name="problem">What is not as it was.</param>
public sealed class ReplayRefusedException(Guid run, string problem)
    : OptException("ReplayRefused", ExitCode.Refused, $"run {run:D} cannot be replayed: {problem}", "start the flow again to run it with what is there now")
{
    /// <summary>The run.</summary>
    public Guid Run { get; } = run;
}
