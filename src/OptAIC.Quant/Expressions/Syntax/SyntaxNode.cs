using System.Collections.Immutable;
using OptAIC.Quant.Expressions.Operators;

namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>A node of the syntax tree.</summary>
/// <param name="At">Where it starts; for an operator, where its symbol stands.</param>
internal abstract record SyntaxNode(Position At)
{
    /// <summary>Levels of the tree from here down.</summary>
    public virtual int Depth => 1;
}

/// <summary>A number as written.</summary>
internal sealed record NumberSyntax(double Value, Position At) : SyntaxNode(At);

/// <summary>A column, or the name of an earlier line when <paramref name="MayBeLine"/>.</summary>
internal sealed record NameSyntax(ColumnName Name, bool MayBeLine, Position At) : SyntaxNode(At);

/// <summary>An operator or a function with its operands.</summary>
internal sealed record OperationSyntax(Operator Operator, ImmutableArray<SyntaxNode> Operands, Position At) : SyntaxNode(At)
{
    public override int Depth { get; } = 1 + Operands.Max(operand => operand.Depth);
}
