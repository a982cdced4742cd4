namespace OptAIC.Quant.Expressions;

/// <summary>A place in the text, both from 1.</summary>
internal readonly record struct Position(int Line, int Column);
