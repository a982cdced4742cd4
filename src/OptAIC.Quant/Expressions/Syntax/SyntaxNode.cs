using System.Collections.Immutable;
using OptAIC.Quant.Expressions.Operators;

namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>A node of the syntax tree.</summary>
/// <param name="At">Where it starts; for an operator, where its symbol stands.</param>
internal abstract record SyntaxNode(Position At)
{
    /// <summary>Levels of the tree from here down.</summary>
    public virtual int Depth => 1;

    /// <summary>Nodes of the tree from here down.</summary>
    public virtual long Size => 1;
}

/// <summary>A number as written.</summary>
internal sealed record NumberSyntax(double Value, Position At) : SyntaxNode(At);

/// <summary>A column, or the name of an earlier line when <paramref name="MayBeLine"/>.</summary>
internal sealed record NameSyntax(ColumnName Name, bool MayBeLine, Position At) : SyntaxNode(At);

/// <summary>An operator or a function with its operands.</summary>
internal sealed record OperationSyntax(Operator Operator, ImmutableArray<SyntaxNode> Operands, Position At) : SyntaxNode(At)
{
    public override int Depth { get; } = 1 + Operands.Max(operand => operand.Depth);

    public override long Size { get; } = 1 + Operands.Sum(operand => operand.Size);
}

/// <summary>A call of what is no operator: a macro, if there is one of that name. Expansion puts its text in the call's place.</summary>
internal sealed record CallSyntax(string Name, ImmutableArray<ArgumentSyntax> Arguments, Position At) : SyntaxNode(At)
{
    public override int Depth { get; } = 1 + Arguments.Select(argument => argument.Value.Depth).DefaultIfEmpty().Max();

    public override long Size { get; } = 1 + Arguments.Sum(argument => argument.Value.Size);
}

/// <summary>A place that a template leaves open: <c>${n}</c>, or a column of what is put there, <c>${input}.close</c>.</summary>
internal sealed record HoleSyntax(string Name, string? Column, Position At) : SyntaxNode(At);

/// <summary>An argument of a call.</summary>
/// <param name="Name">The parameter, when it is named: <c>window=126</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="At">Where it starts.</param>
internal sealed record ArgumentSyntax(string? Name, SyntaxNode Value, Position At);
