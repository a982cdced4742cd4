using OptAIC.Errors;

namespace OptAIC.Engine.Facade;

/// <summary>Not all is well with what is scheduled.</summary>
/// <param name="result">What came of the look for what is due.</param>
public sealed class ScheduleFailedException(DueResult result)
    : OptException(
        "ScheduleFailed",
        ExitCode.Failed,
        result.StandingAlerts switch
        {
            [] => "a scheduled run did not complete",
            [var flow] => $"an alert stands: {flow}",
            var flows => $"{flows.Count} alerts stand: {string.Join(", ", flows.Take(MostNamed))}{(flows.Count > MostNamed ? ", …" : "")}",
        },
        "'optaic schedule list' shows how it stands with them, 'optaic flow status FLOW --explain' says why")
{
    private const int MostNamed = 5;
}
