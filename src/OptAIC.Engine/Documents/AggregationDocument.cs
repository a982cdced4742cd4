using OptAIC.Aggregation;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Documents;

/// <summary>An aggregation contract as it stands in documents.</summary>
internal sealed record AggregationDocument(AggregationMethod AggregationMethod, IReadOnlyList<FlowStatus> StatusPriority, FlowKind? Primary)
{
    public static AggregationDocument Of(StatusAggregationContract contract) => new(contract.Method, contract.Priority, contract.Primary);

    public StatusAggregationContract ToContract() => new(AggregationMethod, StatusPriority, Primary);
}
