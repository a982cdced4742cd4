using System.Collections.Immutable;
using OptAIC.Quant.Expressions.Operators;

namespace OptAIC.Quant.Expressions.Planning;

/// <summary>A value to compute; operands are numbers of nodes before it.</summary>
internal abstract record PlanNode;

/// <summary>The same number everywhere.</summary>
internal sealed record ConstantNode(double Value) : PlanNode;

/// <summary>A column of an input.</summary>
internal sealed record ColumnNode(ColumnName Name, Position At) : PlanNode;

/// <summary>An operator on earlier nodes.</summary>
internal sealed record OperationNode(Operator Operator, ImmutableArray<int> Operands) : PlanNode;
