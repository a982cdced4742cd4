using OptAIC.Contracts;
using OptAIC.Model;

namespace OptAIC;

/// <summary>A promotion of an instance, or a way back, done or only shown.</summary>
public sealed record OptPromotion
{
    /// <summary>Name of the instance.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the instance; a promotion does not change it.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>What it was.</summary>
    public required InstanceType FromType { get; init; }

    /// <summary>What it is now.</summary>
    public required InstanceType ToType { get; init; }

    /// <summary>Its stage before.</summary>
    public required InstanceStage FromStage { get; init; }

    /// <summary>Its stage now.</summary>
    public required InstanceStage ToStage { get; init; }

    /// <summary>The version of the model that was active before, when a version is promoted; <c>null</c> when none was.</summary>
    public string? FromModel { get; init; }

    /// <summary>The version of the model that is active now; <c>null</c> when the promotion is not about a version.</summary>
    public string? ToModel { get; init; }

    /// <summary>Whether anything changes.</summary>
    public bool Changed => FromType != ToType || FromStage != ToStage || (ToModel is not null && FromModel != ToModel);

    /// <summary>Whether this only shows what would be done.</summary>
    public bool IsPreview { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required string By { get; init; }

    /// <summary>Why, when it was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Version of the data that the contracts were checked against.</summary>
    public string? DataVersion { get; init; }

    /// <summary>Every contract that was checked; none for a way back.</summary>
    public IReadOnlyList<OptContractReport> Contracts { get; init; } = [];

    /// <summary>The promotion in one line.</summary>
    public override string ToString() => ToModel is { } model ? $"{Name}: model {FromModel?[..12] ?? "none"} → {model[..12]}" : $"{Name}: {FromType}, {SnakeCase.Of(FromStage)} → {ToType}, {SnakeCase.Of(ToStage)}";
}
