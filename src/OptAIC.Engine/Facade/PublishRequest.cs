using OptAIC.Contracts;
using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>What an instance is to become.</summary>
public sealed record PublishRequest
{
    /// <summary>The type: a signal, or a dataset again; <c>null</c> stays.</summary>
    public InstanceType? To { get; init; }

    /// <summary>The stage; <c>null</c> stays.</summary>
    public InstanceStage? Stage { get; init; }

    /// <summary>The version of a model that predictions are to be made with: its beginning is enough, <c>latest</c> is the one trained last; <c>null</c> stays.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>File with the spec of the signal, in YAML or JSON.</summary>
    public string? SignalSpecFile { get; init; }

    /// <summary>Values of the signal's spec as <c>key=value</c>; they win over those of the file.</summary>
    public IReadOnlyList<string> SignalSpec { get; init; } = [];

    /// <summary>Why; kept with the instance.</summary>
    public string? Reason { get; init; }

    /// <summary>A stage may be left out. Contracts, status and runs are looked at all the same.</summary>
    public bool Force { get; init; }
}
