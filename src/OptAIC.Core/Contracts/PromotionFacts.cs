namespace OptAIC.Contracts;

/// <summary>What a promotion asks of a flow.</summary>
/// <param name="Flow">Its name.</param>
/// <param name="IsReady">Whether it is ready.</param>
/// <param name="Status">Its status.</param>
/// <param name="Detail">Why it has that status.</param>
/// <param name="LastRunCompleted">Whether its last run completed.</param>
public sealed record PromotionFacts(string Flow, bool IsReady, string Status, string Detail, bool LastRunCompleted);
