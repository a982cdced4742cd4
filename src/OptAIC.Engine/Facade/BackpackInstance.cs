namespace OptAIC.Engine.Facade;

/// <summary>The instance of a backpack.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="IsNew">Whether it was made now.</param>
/// <param name="Change">What changed of one that was there; <c>null</c> when nothing did.</param>
public sealed record BackpackInstance(OptInstance Instance, bool IsNew, OptInstanceChange? Change);
