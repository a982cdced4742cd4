using System.Collections.Immutable;
using System.Globalization;
using OptAIC.Quant.Expressions.Operators;
using OptAIC.Quant.Expressions.Planning;
using OptAIC.Quant.Expressions.Syntax;

namespace OptAIC.Quant.Expressions.Macros;

/// <summary>Puts the texts of macros in the place of their calls. It works on trees, so that no precedence can change.</summary>
/// <param name="macros">The macros.</param>
internal sealed class MacroExpansion(IMacros macros)
{
    /// <summary>Most nodes of an expanded tree, and most that are made on the way.</summary>
    public const int MaximumSize = 100_000;

    /// <summary>Most macros that call one another in a row.</summary>
    public const int MaximumCalls = 32;

    private readonly List<NamedLine> _lines = [];
    private int _made;
    private int _nesting;

    /// <summary>The script without calls of macros.</summary>
    /// <exception cref="ExpressionException">There is no such macro, an argument does not fit, or macros call one another in a circle.</exception>
    public static Script Expand(Script script, IMacros macros)
    {
        var expansion = new MacroExpansion(macros);
        foreach (var line in script.Lines)
        {
            expansion._lines.Add(line with { Value = expansion.Expand(line.Value, null) });
        }

        return new Script([.. expansion._lines], expansion.Expand(script.Result, null));
    }

    private SyntaxNode Expand(SyntaxNode node, MacroFrame? frame)
    {
        // On the way down, too: the tree that comes of it is only known on the way up.
        if (++_nesting > 2 * Parser.MaximumDepth)
        {
            throw TooDeep(Place(node.At, frame));
        }

        SyntaxNode expanded = node switch
        {
            NumberSyntax number => number with { At = Place(number.At, frame) },
            NameSyntax name => Name(name, frame),
            HoleSyntax hole => Filled(hole, frame!),
            OperationSyntax operation => Operation(operation, frame),
            CallSyntax call => Call(call, frame),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
        _nesting--;
        return expanded;
    }

    private OperationSyntax Operation(OperationSyntax operation, MacroFrame? frame)
    {
        var operands = ImmutableArray.CreateBuilder<SyntaxNode>(operation.Operands.Length);
        foreach (var operand in operation.Operands)
        {
            operands.Add(Expand(operand, frame));
        }

        return Bounded(new OperationSyntax(operation.Operator, operands.MoveToImmutable(), Place(operation.At, frame)));
    }

    // A macro's lines are its own: neither does the caller see them, nor they the caller's.
    private static SyntaxNode Name(NameSyntax name, MacroFrame? frame) =>
        frame is null ? name
        : name.MayBeLine && frame.Lines.TryGetValue(name.Name.Column, out var line) ? line
        : name with { MayBeLine = false, At = Place(name.At, frame) };

    private static SyntaxNode Filled(HoleSyntax hole, MacroFrame frame)
    {
        var value = frame.Arguments[ExpressionTemplate.InputOf(hole.Name) ?? hole.Name];
        if (hole.Column is null)
        {
            return value;
        }

        return value is NameSyntax { Name.Alias: null } dataset
            ? new NameSyntax(new ColumnName(dataset.Name.Column, hole.Column), false, dataset.At)
            : throw new ExpressionException(value.At, $"an expression for {ExpressionTemplate.InputOf(hole.Name)} of {frame.Macro.Signature}, which reads its column '{hole.Column}'", "the name of a dataset");
    }

    private SyntaxNode Call(CallSyntax call, MacroFrame? frame)
    {
        var at = Place(call.At, frame);
        var macro = macros.Find(call.Name) ?? throw new ExpressionException(at, $"the unknown function '{call.Name}'", "a function", NearestName.Of(call.Name, Functions.Names.Concat(macros.Names)));
        Guard(macro, at, frame);
        var inner = new MacroFrame(macro, new MacroSite(macro.Name, at), frame);
        var bound = Bind(macro, call, at, frame);
        foreach (var input in macro.Template.Inputs)
        {
            inner.Arguments.Add(input, Expand(bound[input]!.Value, frame));
        }

        foreach (var parameter in macro.Parameters)
        {
            inner.Arguments.Add(parameter.Name, Constant(parameter, bound[parameter.Name], macro, at, frame));
        }

        foreach (var line in macro.Template.Script.Lines)
        {
            inner.Lines.Add(line.Name, Expand(line.Value, inner));
        }

        return Expand(macro.Template.Script.Result, inner);
    }

    private static Dictionary<string, ArgumentSyntax?> Bind(Macro macro, CallSyntax call, Position at, MacroFrame? frame)
    {
        var names = macro.Template.Inputs.Select(input => (Name: input, IsOptional: false))
            .Concat(macro.Parameters.Select(parameter => (parameter.Name, IsOptional: parameter.Default is not null)))
            .ToList();
        // The values are placed when they are expanded.
        var arguments = call.Arguments.Select(argument => argument with { At = Place(argument.At, frame) });
        var bound = new ArgumentBinding(macro.Name, macro.Signature, names).Bind([.. arguments], at);
        return names.Zip(bound).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    private NumberSyntax Constant(MacroParameter parameter, ArgumentSyntax? argument, Macro macro, Position call, MacroFrame? frame)
    {
        if (argument is null)
        {
            return new NumberSyntax(parameter.Default!.Value, call);
        }

        var value = Expand(argument.Value, frame);
        var number = Planner.ConstantOf(new Script([.. _lines], value))
            ?? throw new ExpressionException(value.At, $"a value that varies for {parameter.Name} of {macro.Signature}", "a number");
        return parameter.Check(number) is { } expected
            ? throw new ExpressionException(value.At, string.Create(CultureInfo.InvariantCulture, $"{number} for {parameter.Name} of {macro.Signature}"), expected)
            : new NumberSyntax(number, value.At);
    }

    private static void Guard(Macro macro, Position at, MacroFrame? frame)
    {
        var path = new List<string>();
        for (var caller = frame; caller is not null; caller = caller.Caller)
        {
            path.Insert(0, caller.Macro.Name);
            if (string.Equals(caller.Macro.Name, macro.Name, StringComparison.OrdinalIgnoreCase))
            {
                throw new ExpressionException(at, $"a circle of macros: {string.Join(" → ", path)} → {macro.Name}", "macros that do not call themselves");
            }
        }

        if (path.Count == MaximumCalls)
        {
            throw new ExpressionException(at, $"a chain of more than {MaximumCalls} macros", "a shorter one");
        }
    }

    private OperationSyntax Bounded(OperationSyntax node)
    {
        if (++_made > MaximumSize || node.Size > MaximumSize)
        {
            throw new ExpressionException(node.At, $"an expression of more than {MaximumSize} parts once its macros are put in", "a smaller one");
        }

        return node.Depth <= Parser.MaximumDepth ? node : throw TooDeep(node.At);
    }

    private static ExpressionException TooDeep(Position at) =>
        new(at, $"an expression of more than {Parser.MaximumDepth} levels once its macros are put in", "a shallower one");

    private static Position Place(Position at, MacroFrame? frame) => frame is null ? at : at with { Within = frame.Site };
}
