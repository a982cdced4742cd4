using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Ticks;

/// <summary>What there is for ticks to do.</summary>
/// <param name="Flows">Flows with a schedule that is enabled.</param>
/// <param name="Limit">The longest that one tick may take, when each of them is due and uses up its attempts; <c>null</c> when one has no limit.</param>
internal sealed record ScheduledWork(int Flows, TimeSpan? Limit)
{
    // For what is around the runs: starting, publishing, telling.
    private static readonly TimeSpan Around = TimeSpan.FromHours(1);

    // More than a month is no limit that anybody counts on; the Task Scheduler takes no more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static ScheduledWork Of(WorkspaceContext workspace)
    {
        var (flows, total) = (0, (TimeSpan?)Around);
        foreach (var instance in workspace.Registry.Instances().Where(i => i.Flows.Count > 0))
        {
            var schedules = InstanceFolder.Document(workspace.PathsOf(instance.Directory)).Schedules;
            foreach (var flow in instance.Flows)
            {
                if (schedules?.Value(SnakeCase.Of(flow.Key.Flow)) is not { ValueKind: JsonValueKind.Object } schedule
                    || schedule.Text("type") == "manual"
                    || schedule.Flag("enabled") == false)
                {
                    continue;
                }

                var policy = flow.Policy.Scheduled?.Or(flow.Policy.Runs) ?? flow.Policy.Runs;
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
