using OptAIC.Freshness;

namespace OptAIC.Engine.Documents;

/// <summary>The document <c>models/&lt;version&gt;.json</c>: a version of a model, beside the folder with its files. It never changes.</summary>
internal sealed record ModelDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>Content hash of its files.</summary>
    public required string Version { get; init; }

    /// <summary>The training run that made it first.</summary>
    public required Guid RunId { get; init; }

    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>Latest date in the data that it was trained with.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary>Metrics of that run.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();
}

/// <summary>The document <c>models/active</c>: which version is in use.</summary>
internal sealed record ActiveModel : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The active version.</summary>
    public required string Version { get; init; }

    /// <summary>Every version that was made active, oldest first.</summary>
    public IReadOnlyList<ModelActivation> Activations { get; init; } = [];
}

/// <summary>A version became active.</summary>
/// <param name="Version">The version.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Promotion">By which rule it became active without being promoted; <c>null</c> when somebody promoted it.</param>
/// <param name="Reason">Why, when it was said.</param>
/// <param name="Contracts">What was checked before it was promoted, and how it went.</param>
internal sealed record ModelActivation(
    string Version, DateTimeOffset At, string By, ModelPromotion? Promotion, string? Reason, IReadOnlyList<OptContractReport> Contracts);
