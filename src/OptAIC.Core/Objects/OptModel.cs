using OptAIC.Models;

namespace OptAIC;

/// <summary>A version of a model: the files that a training left, with what was measured.</summary>
public sealed record OptModel
{
    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The version: content hash of its files.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Whether predictions are made with it.</summary>
    public required ModelStage Stage { get; init; }

    /// <summary>When it was trained first.</summary>
    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>The training run that made it first.</summary>
    public required Guid Run { get; init; }

    /// <summary>Latest date in the data that it was trained with.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary>When it last became active; <c>null</c> when it never was.</summary>
    public DateTimeOffset? ActiveSince { get; init; }

    /// <summary>Who made it active.</summary>
    public string? ActivatedBy { get; init; }

    /// <summary>Why, when it was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Metrics of the training.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    /// <summary>The folder with its files.</summary>
    public required string Path { get; init; }

    /// <summary>The model and the beginning of the version, as in <c>ridge 1f0c5e0b8a11</c>.</summary>
    public override string ToString() => $"{Instance} {ModelVersion[..12]}";
}
