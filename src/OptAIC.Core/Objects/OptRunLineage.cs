using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC;

/// <summary>A run that a result goes back to, or that went on from it: what it read, and what it published.</summary>
public sealed record OptRunLineage
{
    /// <summary>How many edges it is away from the result; the result itself is 0.</summary>
    public required int Depth { get; init; }

    /// <summary>Id of the run; <c>null</c> when it was not recorded.</summary>
    public Guid? Run { get; init; }

    /// <summary>Name of the instance, as it was then.</summary>
    public required string Instance { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The flow.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>State of the run; <c>null</c> when its record is gone.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Version of the data that it published.</summary>
    public string? DataVersion { get; init; }

    /// <summary>Latest date in these data.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary>Definition with version, as it ran.</summary>
    public string? Definition { get; init; }

    /// <summary>Hash of that definition.</summary>
    public string? DefinitionHash { get; init; }

    /// <summary>Hash of the config that it ran with.</summary>
    public string? ConfigHash { get; init; }

    /// <summary>The data versions that it read.</summary>
    public IReadOnlyList<OptRunLineageInput> Inputs { get; init; } = [];

    /// <summary>The files that it read, as they were.</summary>
    public IReadOnlyList<OptSourceFile> Sources { get; init; } = [];

    /// <summary>Why the trail ends here although it should go on; <c>null</c> when nothing is missing.</summary>
    public string? Missing { get; init; }

    /// <summary>The flow as people write it: <c>prices.refresh</c>.</summary>
    public override string ToString() => $"{Instance}.{SnakeCase.Of(Flow)}";
}

/// <summary>A data version that a run read.</summary>
/// <param name="Instance">Name of the instance that published it, as it was then.</param>
/// <param name="InstanceId">Id of that instance.</param>
/// <param name="Flow">Its flow.</param>
/// <param name="Role">What it was read as.</param>
/// <param name="Run">The run that published it; <c>null</c> when that was not recorded.</param>
/// <param name="DataVersion">The version.</param>
/// <param name="LastDataDate">Latest date in the data.</param>
public sealed record OptRunLineageInput(string Instance, Guid InstanceId, FlowKind Flow, string Role, Guid? Run, string DataVersion, DateOnly? LastDataDate);

/// <summary>A file that a run read, as it was then.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedAt">When it was last changed.</param>
/// <param name="Sha256">Hash of its content.</param>
public sealed record OptSourceFile(string Path, long Size, DateTimeOffset ModifiedAt, string Sha256);
