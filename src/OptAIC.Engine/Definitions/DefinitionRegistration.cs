namespace OptAIC.Engine.Definitions;

/// <summary>What came out of registering a folder.</summary>
/// <param name="Definition">The registered definition.</param>
/// <param name="AlreadyRegistered">Whether the same content was there under this version.</param>
/// <param name="Warnings">What is worth knowing about the definition.</param>
internal sealed record DefinitionRegistration(LoadedDefinition Definition, bool AlreadyRegistered, IReadOnlyList<OptIssue> Warnings);
