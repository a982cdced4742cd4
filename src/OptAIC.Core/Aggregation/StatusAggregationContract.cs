using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Aggregation;

/// <summary>A definition's rule for the status of its instances.</summary>
public sealed class StatusAggregationContract
{
    private static readonly FlowStatus[] DefaultOrder =
    [
        FlowStatus.Error, FlowStatus.Stale, FlowStatus.StaleSourceDelayed, FlowStatus.NotInitialized, FlowStatus.Running, FlowStatus.Ready,
    ];

    private readonly FlowStatus[] _order;

    /// <summary>Makes a contract.</summary>
    /// <param name="method">How the flows' statuses are joined.</param>
    /// <param name="priority">Statuses, worst first; those left out take their place from the default order, and ready is last.</param>
    /// <param name="primary">The flow that decides, for <see cref="AggregationMethod.Primary"/>.</param>
    /// <exception cref="ArgumentException">The order is contradictory, or the primary flow is missing or superfluous.</exception>
    public StatusAggregationContract(AggregationMethod method = AggregationMethod.MinSeverity, IReadOnlyList<FlowStatus>? priority = null, FlowKind? primary = null)
    {
        priority ??= [];
        if (priority.Distinct().Count() != priority.Count)
        {
            throw new ArgumentException("a status stands twice in the priority", nameof(priority));
        }

        var ready = priority.IndexOf(FlowStatus.Ready);
        if (ready >= 0 && ready != priority.Count - 1)
        {
            throw new ArgumentException("ready must come last in the priority", nameof(priority));
        }

        if (method == AggregationMethod.Primary != primary.HasValue)
        {
            throw new ArgumentException("a primary flow goes with the method 'primary', and only with it", nameof(primary));
        }

        Method = method;
        Primary = primary;
        _order = Complete(priority);
    }

    /// <summary>The worst flow decides, in the default order.</summary>
    public static StatusAggregationContract Default { get; } = new();

    /// <summary>How the flows' statuses are joined.</summary>
    public AggregationMethod Method { get; }

    /// <summary>The flow that decides, if one does.</summary>
    public FlowKind? Primary { get; }

    /// <summary>All statuses, worst first.</summary>
    public IReadOnlyList<FlowStatus> Priority => _order;

    /// <summary>Status of an instance from the statuses of its flows.</summary>
    /// <param name="flows">At least one flow with its status.</param>
    /// <exception cref="ArgumentException">There are no flows, or the primary one is not among them.</exception>
    public FlowStatus Aggregate(IReadOnlyList<(FlowKind Flow, FlowStatus Status)> flows)
    {
        if (flows.Count == 0)
        {
            throw new ArgumentException("an instance without flows has the status of its definition's health", nameof(flows));
        }

        return Method switch
        {
            AggregationMethod.Primary => flows.Any(f => f.Flow == Primary)
                ? flows.First(f => f.Flow == Primary).Status
                : throw new ArgumentException($"the primary flow '{SnakeCase.Of(Primary!.Value)}' is not among the flows", nameof(flows)),
            AggregationMethod.AnyReady when flows.Any(f => f.Status == FlowStatus.Ready) => FlowStatus.Ready,
            _ => flows.MinBy(f => Array.IndexOf(_order, f.Status)).Status,
        };
    }

    /// <summary>Status of an instance without flows (a part): the health of its definition.</summary>
    public static FlowStatus OfDefinition(bool healthy) => healthy ? FlowStatus.Ready : FlowStatus.Error;

    private static FlowStatus[] Complete(IReadOnlyList<FlowStatus> priority)
    {
        var order = priority.Where(s => s != FlowStatus.Ready).ToList();
        for (var i = 0; i < DefaultOrder.Length - 1; i++)
        {
            if (!order.Contains(DefaultOrder[i]))
            {
                order.Insert(i == 0 ? 0 : order.IndexOf(DefaultOrder[i - 1]) + 1, DefaultOrder[i]);
            }
        }

        return [.. order, FlowStatus.Ready];
    }
}

file static class ReadOnlyListExtensions
{
    public static int IndexOf(this IReadOnlyList<FlowStatus> list, FlowStatus status)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == status)
            {
                return i;
            }
        }

        return -1;
    }
}
