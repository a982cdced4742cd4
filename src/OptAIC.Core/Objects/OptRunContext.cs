using System.Collections;
using OptAIC.Model;

namespace OptAIC;

/// <summary>What a program that a run has started is run for: the content of its context file.</summary>
public sealed record OptRunContext
{
    /// <summary>Id of the run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>Type of the instance.</summary>
    public required InstanceType Type { get; init; }

    /// <summary>The flow.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>The definition, name and version.</summary>
    public string? Definition { get; init; }

    /// <summary>What started the run.</summary>
    public string? Trigger { get; init; }

    /// <summary>Who started it.</summary>
    public string? Actor { get; init; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The date as of which it runs; <c>null</c> is now.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Latest date in what the flow has published so far.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary>Version of what the flow has published so far.</summary>
    public string? DataVersion { get; init; }

    /// <summary>The instance's directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The sandbox in which the program runs.</summary>
    public required string Workflow { get; init; }

    /// <summary>Folder for the files that are published.</summary>
    public required string Output { get; init; }

    /// <summary>Folder for files that belong to the run and not to its data.</summary>
    public required string Artifacts { get; init; }

    /// <summary>File into which messages may be written instead of writing them to standard output.</summary>
    public required string Report { get; init; }

    /// <summary>The config; nested mappings are dictionaries, lists are arrays, whole numbers are <see cref="long"/>.</summary>
    public required IDictionary Config { get; init; }

    /// <summary>What it was told at its start, with defaults; empty where the flow takes nothing.</summary>
    public IDictionary Parameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>For each parameter that names a secret (its path in the config, with <c>/</c>): the environment variable that holds it.</summary>
    public required IDictionary Secrets { get; init; }

    /// <summary>What upstream flows have published.</summary>
    public IReadOnlyList<OptRunInput> Inputs { get; init; } = [];
}
