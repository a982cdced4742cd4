using System.Buffers;
using OptAIC.Quant.Expressions.Kernels;
using OptAIC.Quant.Expressions.Operators;
using OptAIC.Quant.Expressions.Planning;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Expressions.Evaluation;

/// <summary>
/// Computes a plan: passes over the entities and passes over the dates, each in parallel. Every column and every row is computed
/// by itself, so the number of threads does not change a bit of the result.
/// </summary>
internal sealed class Evaluator
{
    /// <summary>Values (cells × operators) under which starting threads costs more than it gives.</summary>
    private const int WorthThreads = 1 << 16;

    private readonly Plan _plan;
    private readonly Schedule _schedule;
    private readonly int _rows;
    private readonly int _entities;
    private readonly CancellationToken _cancellation;

    /// <summary>Per node: one value for constants, all cells for columns and for what was computed as a whole.</summary>
    private readonly ReadOnlyMemory<double>[] _values;

    private Evaluator(Plan plan, PanelIndex index, Func<ColumnNode, ReadOnlyMemory<double>> column, CancellationToken cancellation)
    {
        _plan = plan;
        _schedule = new Schedule(plan);
        _rows = index.Rows;
        _entities = index.Count;
        _cancellation = cancellation;
        _values = [.. plan.Nodes.Select(node => node switch
        {
            ConstantNode constant => new[] { constant.Value },
            ColumnNode name => column(name),
            _ => default,
        })];
    }

    /// <summary>The result of a plan, dates × entities, column-major.</summary>
    public static double[] Evaluate(Plan plan, PanelIndex index, Func<ColumnNode, ReadOnlyMemory<double>> column, CancellationToken cancellation) =>
        new Evaluator(plan, index, column, cancellation).Run();

    private double[] Run()
    {
        var result = GC.AllocateUninitializedArray<double>(_rows * _entities);
        switch (_plan.Nodes[_plan.Result])
        {
            case ConstantNode constant:
                Array.Fill(result, constant.Value);
                break;
            case ColumnNode:
                _values[_plan.Result].CopyTo(result);
                Missing.Unify(result);
                break;
            default:
                RunStages(result);
                break;
        }

        return result;
    }

    private void RunStages(double[] result)
    {
        foreach (var stage in _schedule.Stages)
        {
            var wholes = new Memory<double>[_values.Length];
            foreach (var node in stage.ByEntity.Concat(stage.ByDate).Where(node => _schedule.IsWhole[node]))
            {
                wholes[node] = node == _plan.Result ? result : GC.AllocateUninitializedArray<double>(result.Length);
                _values[node] = wholes[node];
            }

            if (!stage.ByEntity.IsEmpty)
            {
                ForEach(_entities, stage.ByEntity.Length, entity => RunEntity(stage, wholes, entity));
            }

            foreach (var node in stage.ByDate)
            {
                ForEach((_rows + Tile.Rows - 1) / Tile.Rows, 1, tile => RunTile(node, wholes[node], tile * Tile.Rows));
            }
        }
    }

    private void ForEach(int count, int operators, Action<int> body)
    {
        if ((long)_rows * _entities * operators >= WorthThreads)
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = _cancellation }, body);
            return;
        }

        _cancellation.ThrowIfCancellationRequested();
        for (var i = 0; i < count; i++)
        {
            body(i);
        }
    }

    /// <summary>Takes one entity's columns through all operators of a pass.</summary>
    private void RunEntity(Stage stage, Memory<double>[] wholes, int entity)
    {
        var scratch = ArrayPool<double>.Shared.Rent(stage.ByEntity.Length * _rows);
        var columns = ArrayPool<ReadOnlyMemory<double>>.Shared.Rent(_values.Length);
        for (var node = 0; node < _values.Length; node++)
        {
            columns[node] = _values[node].Length > 1 ? Column(_values[node], entity) : _values[node];
        }

        for (var i = 0; i < stage.ByEntity.Length; i++)
        {
            var node = stage.ByEntity[i];
            var target = wholes[node].IsEmpty
                ? scratch.AsMemory(i * _rows, _rows)
                : wholes[node].Slice(entity * _rows, _rows);
            var operation = (OperationNode)_plan.Nodes[node];
            var operands = new OperandBuffer();
            for (var operand = 0; operand < operation.Operands.Length; operand++)
            {
                operands[operand] = columns[operation.Operands[operand]];
            }

            Compute(node, operands, target.Span);
            columns[node] = target;
        }

        ArrayPool<double>.Shared.Return(scratch);
        ArrayPool<ReadOnlyMemory<double>>.Shared.Return(columns, clearArray: true);
    }

    private ReadOnlyMemory<double> Column(ReadOnlyMemory<double> whole, int entity) => whole.Slice(entity * _rows, _rows);

    /// <summary>Takes a few rows of all entities through one operator.</summary>
    private void RunTile(int node, Memory<double> whole, int first)
    {
        var operation = (OperationNode)_plan.Nodes[node];
        var cells = _entities * Tile.Rows;
        var rented = ArrayPool<double>.Shared.Rent((operation.Operands.Length + 1) * cells);
        var operands = new OperandBuffer();
        for (var operand = 0; operand < operation.Operands.Length; operand++)
        {
            operands[operand] = _values[operation.Operands[operand]];
            if (_plan.Nodes[operation.Operands[operand]] is not ConstantNode)
            {
                var tile = rented.AsMemory((operand + 1) * cells, cells);
                Tile.Pack(operands[operand].Span, _rows, first, tile.Span);
                operands[operand] = tile;
            }
        }

        var result = rented.AsSpan(0, cells);
        Compute(node, operands, result);
        Tile.Unpack(result, _rows, first, whole.Span);
        ArrayPool<double>.Shared.Return(rented);
    }

    private void Compute(int node, ReadOnlySpan<ReadOnlyMemory<double>> operands, Span<double> target)
    {
        ((OperationNode)_plan.Nodes[node]).Operator.Kernel(new Operands(operands), target);
        if (node == _plan.Result)
        {
            Missing.Unify(target);
        }
    }
}
