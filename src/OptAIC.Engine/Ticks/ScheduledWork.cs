using OptAIC.Definitions;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Workspaces;
using OptAIC.Schedules;

namespace OptAIC.Engine.Ticks;

/// <summary>What there is for ticks to do.</summary>
/// <param name="Flows">Flows with a schedule that is enabled.</param>
/// <param name="Limit">The longest that one tick may take, when each of them is due and uses up its attempts; <c>null</c> when one has no limit.</param>
internal sealed record ScheduledWork(int Flows, TimeSpan? Limit)
{
    // For what is around the runs, and for how long one call goes on starting what becomes due meanwhile.
    private static readonly TimeSpan Around = DueLoop.LongestStarting + TimeSpan.FromMinutes(15);

    // More than a month is no limit that anybody counts on; the Task Scheduler takes no more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static ScheduledWork Of(WorkspaceContext workspace)
    {
        var (flows, total, reader) = (0, (TimeSpan?)Around, new ScheduleReader(workspace));
        var policies = workspace.Registry.Instances().SelectMany(i => i.Flows).ToDictionary(f => f.Key, f => f.Policy);
        foreach (var row in workspace.Registry.Schedules())
        {
            if (reader.Read(row) is { IsEnabled: true, Kind: not ScheduleKind.Manual } && policies.TryGetValue(row.Key, out var flow))
            {
                var policy = flow.Scheduled?.Or(flow.Runs) ?? flow.Runs;
                flows++;
                total = policy?.Timeout is { } timeout ? total + Total(timeout, policy.Retry) : null;
            }
        }

        return new ScheduledWork(flows, flows == 0 || total > Longest ? null : total);
    }

    private static TimeSpan Total(TimeSpan timeout, RetryPolicy? retry)
    {
        var total = timeout;
        var wait = retry?.Delay ?? TimeSpan.Zero;
        for (var i = 0; i < retry?.MaxRetries && total < Longest; i++)
        {
            total += timeout + (retry.MaxDelay is { } most && wait > most ? most : wait) + retry.Jitter;
            wait = retry.Backoff == RetryBackoff.Exponential && wait < Longest ? 2 * wait : wait;
        }

        return total;
    }
}
