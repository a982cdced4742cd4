using OptAIC.Contracts;

namespace OptAIC.Engine.Documents;

/// <summary>A promotion of an instance, or a way back.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="From">What it was.</param>
/// <param name="To">What it is since.</param>
/// <param name="Reason">Why, when it was said.</param>
/// <param name="DataVersion">Version of the data that the contracts were checked against; <c>null</c> when nothing was published.</param>
/// <param name="Run">The run that published it.</param>
/// <param name="Contracts">What was checked, and how it went.</param>
internal sealed record PromotionDocument(
    DateTimeOffset At, string By, PromotionState From, PromotionState To, string? Reason, string? DataVersion, Guid? Run, IReadOnlyList<OptContractReport> Contracts);

/// <summary>What an instance is and how far it has been promoted.</summary>
internal sealed record PromotionState(Model.InstanceType Type, InstanceStage Stage);
