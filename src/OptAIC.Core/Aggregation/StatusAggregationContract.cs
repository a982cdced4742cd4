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

        if (priority.Contains(FlowStatus.Ready) && priority[^1] != FlowStatus.Ready)
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
            AggregationMethod.Primary => StatusOfPrimary(flows),
            AggregationMethod.AnyReady when flows.Any(f => f.Status == FlowStatus.Ready) => FlowStatus.Ready,
            _ => flows.MinBy(f => Array.IndexOf(_order, f.Status)).Status,
        };
    }

    /// <summary>Status of an instance without flows (a part): the health of its definition.</summary>
    public static FlowStatus OfDefinition(bool healthy) => healthy ? FlowStatus.Ready : FlowStatus.Error;

    private FlowStatus StatusOfPrimary(IReadOnlyList<(FlowKind Flow, FlowStatus Status)> flows)
    {
        foreach (var (flow, status) in flows)
        {
            if (flow == Primary)
            {
                return status;
            }
        }

        throw new ArgumentException($"the primary flow '{SnakeCase.Of(Primary!.Value)}' is not among the flows", nameof(flows));
    }

    // A status that is left out goes behind everything that is worse in the default order, however the list turns that order round.
    private static FlowStatus[] Complete(IReadOnlyList<FlowStatus> priority)
    {
        var order = priority.Where(s => s != FlowStatus.Ready).ToList();
        foreach (var (rank, status) in DefaultOrder.Index())
        {
            if (!order.Contains(status))
            {
                order.Insert(order.FindLastIndex(s => Array.IndexOf(DefaultOrder, s) < rank) + 1, status);
            }
        }

        return [.. order];
    }
}
