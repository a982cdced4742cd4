using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Schedules;

/// <summary>What a look for what is due has found.</summary>
/// <param name="Claims">Runs that are claimed, for the caller to start.</param>
/// <param name="Events">What else came of it.</param>
/// <param name="Next">The next planned instant; <c>null</c> when there is none.</param>
internal sealed record DueFindings(IReadOnlyList<ClaimedFlow> Claims, IReadOnlyList<OptScheduleEvent> Events, DateTimeOffset? Next);

/// <summary>A claimed run.</summary>
/// <param name="Record">Its record.</param>
/// <param name="Instance">Name of its instance.</param>
internal sealed record ClaimedFlow(RunRecord Record, string Instance);
