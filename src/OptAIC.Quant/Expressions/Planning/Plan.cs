using System.Collections.Immutable;

namespace OptAIC.Quant.Expressions.Planning;

/// <summary>What an expression asks to be computed: every distinct value once, operands first, the result last.</summary>
/// <param name="Nodes">Values, in an order in which they can be computed.</param>
/// <param name="Lookback">Rows before a date that its result depends on.</param>
/// <param name="LookAhead">Rows after a date that its result depends on.</param>
internal sealed record Plan(ImmutableArray<PlanNode> Nodes, int Lookback, int LookAhead)
{
    /// <summary>Number of the node that is the result.</summary>
    public int Result => Nodes.Length - 1;

    /// <summary>The columns that the result depends on, in order of first use.</summary>
    public IEnumerable<ColumnNode> Columns => Nodes.OfType<ColumnNode>();
}
