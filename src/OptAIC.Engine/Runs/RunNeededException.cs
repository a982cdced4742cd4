using OptAIC.Errors;

namespace OptAIC.Engine.Runs;

/// <summary>A run that was named is needed.</summary>
/// <param name="run">The run.</param>
/// <param name="reason">What for.</param>
public sealed class RunNeededException(Guid run, string reason)
    : OptException("RunNeeded", ExitCode.Refused, $"run {run:D} is not removed: {reason}", "runs that nothing needs can be removed; 'optaic runs remove --what-if' shows which")
{
    /// <summary>The run.</summary>
    public Guid Run { get; } = run;
}
