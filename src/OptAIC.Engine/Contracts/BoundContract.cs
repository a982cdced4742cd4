using OptAIC.Definitions;

namespace OptAIC.Engine.Contracts;

/// <summary>A contract together with what lists it.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Source">What lists it: a definition with its version, an instance, a file.</param>
/// <param name="Folder">Folder with the files of a program that judges; <c>null</c> when there is none.</param>
internal sealed record BoundContract(GuardrailContract Contract, string Source, string? Folder = null);
