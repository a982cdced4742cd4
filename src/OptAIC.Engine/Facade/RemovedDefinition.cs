namespace OptAIC.Engine.Facade;

/// <summary>A definition that was removed.</summary>
/// <param name="Definition">The definition as it was.</param>
/// <param name="TrashPath">Where its folder is now.</param>
public sealed record RemovedDefinition(OptDefinition Definition, string TrashPath);
