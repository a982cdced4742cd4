namespace OptAIC.Engine.Facade;

/// <summary>How "the latest instance" is meant.</summary>
public enum LatestBy
{
    /// <summary>Newest by creation.</summary>
    Created,

    /// <summary>Newest by the end of its last run.</summary>
    Run,
}

/// <summary>A registered definition.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="AlreadyRegistered">Whether the same content was registered before.</param>
public sealed record RegisteredDefinition(OptDefinition Definition, bool AlreadyRegistered);

/// <summary>A removed instance.</summary>
/// <param name="Instance">The instance as it was.</param>
/// <param name="TrashPath">Where its directory is now.</param>
public sealed record RemovedInstance(OptInstance Instance, string TrashPath);

/// <summary>What a stop did.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Run">The run that was stopped; <c>null</c> when the flow was idle.</param>
/// <param name="Outcome"><c>idle</c>, <c>stopped</c>, or <c>settled</c> when its runner was already gone.</param>
public sealed record StoppedFlow(OptFlow Flow, Guid? Run, string Outcome);
