using System.Collections.Immutable;

namespace OptAIC.Quant.Expressions.Operators;

/// <summary>A function or operator of the language: its signature and how it is computed.</summary>
/// <param name="Name">Unique name; for functions, the one that users write.</param>
/// <param name="Scope">What the kernel must see at once.</param>
/// <param name="Parameters">Parameters, those with a default last.</param>
/// <param name="Kernel">The computation.</param>
internal sealed record Operator(string Name, OperatorScope Scope, ImmutableArray<Parameter> Parameters, Kernel Kernel)
{
    /// <summary>How it is called, for messages: <c>MEAN(x, window)</c>.</summary>
    public string Signature => $"{Name}({string.Join(", ", Parameters.Select(parameter => parameter.Default is { } value ? $"{parameter.Name} = {value}" : parameter.Name))})";
}
