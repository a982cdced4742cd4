using OptAIC.Definitions;

namespace OptAIC.Contracts;

/// <summary>Decides what a violation does, by the stage of the instance and by what the contract says.</summary>
public static class ContractPolicy
{
    /// <summary>What a violation does at a stage: <c>official</c> blocks whatever is said, the other stages do as written.</summary>
    /// <param name="stage">Stage of the instance; for a promotion, the stage that it is to have.</param>
    /// <param name="written">What the contract says.</param>
    public static GuardrailEnforcement At(InstanceStage stage, GuardrailEnforcement written) =>
        stage == InstanceStage.Official ? GuardrailEnforcement.Block : written;

    /// <summary>What becomes of a contract from what was found. Findings that only warn never block.</summary>
    /// <param name="enforcement">What a violation does.</param>
    /// <param name="findings">What was found; an error is a violation.</param>
    public static ContractOutcome Judge(GuardrailEnforcement enforcement, IReadOnlyCollection<OptIssue> findings) =>
        findings.Count == 0 ? ContractOutcome.Passed
        : enforcement == GuardrailEnforcement.Block && findings.Any(f => f.Severity == IssueSeverity.Error) ? ContractOutcome.Blocked
        : ContractOutcome.Warned;

    /// <summary>The findings with the severity that the outcome gives them: what does not block is a warning.</summary>
    public static IReadOnlyList<OptIssue> Weigh(GuardrailEnforcement enforcement, IReadOnlyList<OptIssue> findings) =>
        enforcement == GuardrailEnforcement.Block ? findings : [.. findings.Select(f => f with { Severity = IssueSeverity.Warning })];
}
