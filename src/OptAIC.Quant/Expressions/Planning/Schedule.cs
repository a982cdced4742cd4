using System.Collections.Immutable;
using OptAIC.Quant.Expressions.Operators;

namespace OptAIC.Quant.Expressions.Planning;

/// <summary>
/// The order of passes over the data. Within a pass over the entities a column goes through all its operators while it is in
/// the cache; only what another pass needs is written out as a whole panel.
/// </summary>
internal sealed class Schedule
{
    private readonly Plan _plan;
    private readonly int[] _stageOf;

    public Schedule(Plan plan)
    {
        _plan = plan;
        _stageOf = new int[plan.Nodes.Length];
        IsWhole = new bool[plan.Nodes.Length];
        IsWhole[plan.Result] = true;
        for (var node = 0; node < _stageOf.Length; node++)
        {
            if (plan.Nodes[node] is OperationNode operation)
            {
                Place(node, operation);
            }
        }

        Stages = [.. Enumerable.Range(0, _stageOf.Max() + 1).Select(stage => new Stage(In(stage, byDate: false), In(stage, byDate: true)))];
    }

    /// <summary>The passes, in order.</summary>
    public ImmutableArray<Stage> Stages { get; }

    /// <summary>Whether a node's values are kept for all entities: it is the result, or another pass needs it.</summary>
    public bool[] IsWhole { get; }

    private void Place(int node, OperationNode operation)
    {
        var byDate = IsByDate(node);
        foreach (var operand in operation.Operands)
        {
            var ready = _stageOf[operand] + (IsByDate(operand) && !byDate ? 1 : 0);
            _stageOf[node] = Math.Max(_stageOf[node], ready);
        }

        foreach (var operand in operation.Operands)
        {
            IsWhole[operand] |= byDate || IsByDate(operand) || _stageOf[operand] < _stageOf[node];
        }
    }

    private bool IsByDate(int node) => _plan.Nodes[node] is OperationNode { Operator.Scope: OperatorScope.CrossSection };

    private ImmutableArray<int> In(int stage, bool byDate) =>
        [.. Enumerable.Range(0, _stageOf.Length).Where(node => _stageOf[node] == stage && IsByDate(node) == byDate && _plan.Nodes[node] is OperationNode)];
}
