namespace OptAIC.Engine.Registry;

/// <summary>An announced change of an instance.</summary>
/// <param name="Directory">Name of the instance's directory.</param>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Name">The name that it reserves, if it does.</param>
/// <param name="Owner">Who changes it: host and process.</param>
/// <param name="At">When it was announced.</param>
internal sealed record ChangeIntent(string Directory, Guid Instance, string? Name, string Owner, DateTimeOffset At);
