using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Model;

namespace OptAIC.Engine.Schedules;

/// <summary>A flow that may have to be started now.</summary>
internal abstract record DueCandidate(FlowKey Flow)
{
    /// <summary>A planned instant has come, or was missed.</summary>
    public sealed record Planned(TimedWork Work) : DueCandidate(Work.Row.Key);

    /// <summary>Its upstreams have versions for which it has not run.</summary>
    public sealed record Called(ScheduleRow Row, string Upstreams) : DueCandidate(Row.Key);

    /// <summary>A run of it was claimed, and whoever was about to start it is gone, or could not.</summary>
    public sealed record Left(RunRecord Claim) : DueCandidate(Claim.Key);
}
