using System.Globalization;
using OptAIC.Quant.Expressions.Operators;

namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>Writes a syntax tree as text: one way for each tree, with the parentheses that it needs.</summary>
internal static class Printer
{
    /// <summary>Precedence of what needs no parentheses anywhere.</summary>
    private const int Closed = int.MaxValue;

    /// <summary>The whole text, a line per name.</summary>
    public static string Print(Script script) =>
        string.Concat(script.Lines.Select(line => $"{line.Name}: {Print(line.Value)}\n")) + Print(script.Result);

    private static string Print(SyntaxNode node) => node switch
    {
        NumberSyntax number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        NameSyntax { MayBeLine: false, Name.Alias: null } name => $"${name.Name}",
        NameSyntax name => name.Name.ToString(),
        OperationSyntax operation => Print(operation),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Print(OperationSyntax operation)
    {
        var operands = operation.Operands;
        if (operation.Operator == Symbols.Conditional)
        {
            return $"{Within(operands[0], Symbols.ConditionalPrecedence + 1)} ? {Print(operands[1])} : {Print(operands[2])}";
        }

        if (operation.Operator == Symbols.Negate || operation.Operator == Symbols.Not)
        {
            return (operation.Operator == Symbols.Negate ? "-" : "!") + Within(operands[0], Symbols.PrefixPrecedence);
        }

        if (!Symbols.TryInfix(operation.Operator.Name, out var rule))
        {
            return $"{operation.Operator.Name}({string.Join(", ", operands.Select(Print))})";
        }

        var (left, right) = rule.Precedence switch
        {
            Symbols.PowerPrecedence => (rule.Precedence + 1, rule.Precedence),
            Symbols.ComparisonPrecedence => (rule.Precedence + 1, rule.Precedence + 1),
            _ => (rule.Precedence, rule.Precedence + 1),
        };
        return $"{Within(operands[0], left)} {operation.Operator.Name} {Within(operands[1], right)}";
    }

    private static string Within(SyntaxNode node, int precedence) =>
        PrecedenceOf(node) < precedence ? $"({Print(node)})" : Print(node);

    private static int PrecedenceOf(SyntaxNode node) => node switch
    {
        OperationSyntax { Operator: var operation } when operation == Symbols.Conditional => Symbols.ConditionalPrecedence,
        OperationSyntax { Operator: var operation } when operation == Symbols.Negate || operation == Symbols.Not => Symbols.PrefixPrecedence,
        OperationSyntax { Operator: var operation } when Symbols.TryInfix(operation.Name, out var rule) => rule.Precedence,
        _ => Closed,
    };
}
