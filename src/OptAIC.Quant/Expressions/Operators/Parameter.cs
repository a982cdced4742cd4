namespace OptAIC.Quant.Expressions.Operators;

/// <summary>A parameter of an operator.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Kind">What may stand for it.</param>
/// <param name="Minimum">Smallest window that gives a result.</param>
/// <param name="Default">Value when it is left out; <c>null</c> when it may not be.</param>
internal sealed record Parameter(string Name, ParameterKind Kind, int Minimum = 0, double? Default = null);
