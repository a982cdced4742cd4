using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Schedules;

/// <summary>What a look for what is due has found.</summary>
/// <param name="Claims">Runs that are claimed, for the caller to start.</param>
/// <param name="Events">What else came of it.</param>
/// <param name="Due">What schedules asked for, before it was claimed.</param>
internal sealed record DueFindings(IReadOnlyList<ClaimedFlow> Claims, IReadOnlyList<OptScheduleEvent> Events, DueFlows Due);

/// <summary>A claimed run.</summary>
/// <param name="Record">Its record.</param>
/// <param name="Instance">Name of its instance.</param>
internal sealed record ClaimedFlow(RunRecord Record, string Instance);
