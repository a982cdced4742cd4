using System.Collections.Immutable;
using System.Globalization;
using OptAIC.Quant.Expressions.Operators;
using OptAIC.Quant.Expressions.Syntax;

namespace OptAIC.Quant.Expressions.Planning;

/// <summary>Checks a syntax tree against the operators' signatures and makes a plan of it: constants folded, common parts shared.</summary>
internal sealed class Planner
{
    private readonly bool _allowLookAhead;
    private readonly List<PlanNode> _nodes = [];
    private readonly List<(long Back, long Ahead)> _reach = [];
    private readonly Dictionary<string, int> _nodeOfKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private Planner(bool allowLookAhead) => _allowLookAhead = allowLookAhead;

    /// <summary>The plan of a script.</summary>
    /// <exception cref="ExpressionException">An operand does not fit its parameter.</exception>
    public static Plan Make(Script script, bool allowLookAhead)
    {
        var planner = new Planner(allowLookAhead);
        foreach (var line in script.Lines)
        {
            planner._lines.Add(line.Name, planner.Add(line.Value));
        }

        return planner.Prune(planner.Add(script.Result));
    }

    /// <summary>The value of a script that is the same everywhere; <c>null</c> when it varies, or is no number.</summary>
    /// <exception cref="ExpressionException">An operand does not fit its parameter.</exception>
    public static double? ConstantOf(Script script) =>
        Make(script, allowLookAhead: true) is { Nodes: [ConstantNode { Value: var value }] } && double.IsFinite(value) ? value : null;

    /// <summary>Leaves out what the result does not need: lines that nothing uses, and what was folded.</summary>
    private Plan Prune(int result)
    {
        var needed = new bool[_nodes.Count];
        needed[result] = true;
        for (var node = result; node >= 0; node--)
        {
            if (needed[node] && _nodes[node] is OperationNode operation)
            {
                foreach (var operand in operation.Operands)
                {
                    needed[operand] = true;
                }
            }
        }

        var kept = new List<PlanNode>();
        var newNumber = new int[_nodes.Count];
        for (var node = 0; node <= result; node++)
        {
            if (needed[node])
            {
                newNumber[node] = kept.Count;
                kept.Add(_nodes[node] is OperationNode operation
                    ? operation with { Operands = [.. operation.Operands.Select(operand => newNumber[operand])] }
                    : _nodes[node]);
            }
        }

        var (back, ahead) = _reach[result];
        return new Plan([.. kept], (int)Math.Min(back, int.MaxValue), (int)Math.Min(ahead, int.MaxValue));
    }

    private int Add(SyntaxNode syntax) => syntax switch
    {
        NumberSyntax number => Constant(number.Value),
        NameSyntax { MayBeLine: true } name when _lines.TryGetValue(name.Name.Column, out var line) => line,
        NameSyntax name => Share($"${name.Name}", new ColumnNode(name.Name, name.At), (0, 0)),
        OperationSyntax operation => Operation(operation),
        _ => throw new ArgumentOutOfRangeException(nameof(syntax)),
    };

    private int Constant(double value) =>
        Share(string.Create(CultureInfo.InvariantCulture, $"#{BitConverter.DoubleToInt64Bits(value)}"), new ConstantNode(value), (0, 0));

    private int Operation(OperationSyntax syntax)
    {
        var parameters = syntax.Operator.Parameters;
        var operands = new int[parameters.Length];
        var (back, ahead) = (0L, 0L);
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = i < syntax.Operands.Length ? Add(syntax.Operands[i]) : Constant(parameters[i].Default!.Value);
            var at = i < syntax.Operands.Length ? syntax.Operands[i].At : syntax.At;
            Check(syntax.Operator, parameters[i], _nodes[operands[i]], at);
            back = Math.Max(back, _reach[operands[i]].Back);
            ahead = Math.Max(ahead, _reach[operands[i]].Ahead);
        }

        if (Array.TrueForAll(operands, operand => _nodes[operand] is ConstantNode))
        {
            return Constant(Fold(syntax.Operator, operands));
        }

        var (ownBack, ownAhead) = OwnReach(parameters, operands);
        var key = string.Create(CultureInfo.InvariantCulture, $"{syntax.Operator.Name}({string.Join(',', operands)})");
        return Share(key, new OperationNode(syntax.Operator, [.. operands]), (back + ownBack, ahead + ownAhead));
    }

    private void Check(Operator operation, Parameter parameter, PlanNode operand, Position at)
    {
        switch (parameter.Kind, operand)
        {
            case (ParameterKind.Series, ConstantNode constant):
                throw new ExpressionException(at, $"the constant {Shown(constant)} for {parameter.Name} of {operation.Signature}", "an expression with a column");
            case (ParameterKind.Window or ParameterKind.Lag, not ConstantNode):
                throw new ExpressionException(at, $"a value that varies for {parameter.Name} of {operation.Signature}", "a whole number of rows");
            case (ParameterKind.Window, ConstantNode constant) when !IsWhole(constant.Value) || constant.Value < parameter.Minimum:
                throw new ExpressionException(at, $"{Shown(constant)} for {parameter.Name} of {operation.Signature}", $"a whole number of rows, {parameter.Minimum} or more");
            case (ParameterKind.Lag, ConstantNode constant) when !IsWhole(constant.Value):
                throw new ExpressionException(at, $"{Shown(constant)} for {parameter.Name} of {operation.Signature}", "a whole number of rows");
            case (ParameterKind.Lag, ConstantNode { Value: < 0 } constant) when !_allowLookAhead:
                throw new ExpressionException(at, $"{Shown(constant)} for {parameter.Name} of {operation.Signature}, which looks ahead", "a number of rows to look back, 0 or more");
            default:
                break;
        }
    }

    private double Fold(Operator operation, int[] operands)
    {
        ReadOnlyMemory<double>[] values = Array.ConvertAll(operands, operand => new ReadOnlyMemory<double>([((ConstantNode)_nodes[operand]).Value]));
        var result = new double[1];
        operation.Kernel(new Operands(values), result);
        return result[0];
    }

    /// <summary>Rows that the operator itself reaches back and ahead, beyond what its operands do.</summary>
    private (long Back, long Ahead) OwnReach(ImmutableArray<Parameter> parameters, int[] operands)
    {
        var (back, ahead) = (0L, 0L);
        for (var i = 0; i < operands.Length; i++)
        {
            if (_nodes[operands[i]] is ConstantNode { Value: var rows })
            {
                back += parameters[i].Kind switch { ParameterKind.Window => (long)rows - 1, ParameterKind.Lag => (long)Math.Max(rows, 0), _ => 0 };
                ahead += parameters[i].Kind == ParameterKind.Lag ? (long)Math.Max(-rows, 0) : 0;
            }
        }

        return (back, ahead);
    }

    private int Share(string key, PlanNode node, (long Back, long Ahead) reach)
    {
        if (!_nodeOfKey.TryGetValue(key, out var number))
        {
            number = _nodes.Count;
            _nodeOfKey.Add(key, number);
            _nodes.Add(node);
            _reach.Add(reach);
        }

        return number;
    }

    private static bool IsWhole(double value) => value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue;

    private static string Shown(ConstantNode constant) => constant.Value.ToString(CultureInfo.InvariantCulture);
}
