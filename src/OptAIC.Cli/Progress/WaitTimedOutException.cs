using OptAIC.Cli.Output;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Cli.Progress;

/// <summary>A run has not ended within the time that was to be waited; it goes on.</summary>
/// <param name="run">The run, as it is.</param>
/// <param name="longest">The time.</param>
internal sealed class WaitTimedOutException(OptRun run, TimeSpan longest)
    : OptException(
        "WaitTimedOut", ExitCode.Busy, $"{run.Instance}.{SnakeCase.Of(run.Flow)} has not ended within {Words.Of(longest)}, run {run.Id:D}",
        $"it goes on; wait again, or end it with 'optaic runs stop {Words.Short(run.Id)}'");
