using System.Collections.Immutable;

namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>A whole text: lines with names, and the line whose value is the result.</summary>
internal sealed record Script(ImmutableArray<NamedLine> Lines, SyntaxNode Result);

/// <summary>An intermediate result: <c>name: expression</c>.</summary>
internal sealed record NamedLine(string Name, SyntaxNode Value);
