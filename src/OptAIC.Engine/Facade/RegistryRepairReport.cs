namespace OptAIC.Engine.Facade;

/// <summary>What a repair of the registry did.</summary>
/// <param name="Instances">Instances in the index afterwards.</param>
/// <param name="Runs">Runs in the index afterwards.</param>
/// <param name="Actions">What was changed, one line each; none when everything was right.</param>
public sealed record RegistryRepairReport(int Instances, int Runs, IReadOnlyList<string> Actions);
