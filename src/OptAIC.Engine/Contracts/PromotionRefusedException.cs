using OptAIC.Errors;

namespace OptAIC.Engine.Contracts;

/// <summary>An instance may not be promoted as things are.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="obstacles">What stands in the way.</param>
/// <param name="hint">What to do.</param>
public sealed class PromotionRefusedException(string instance, IReadOnlyList<OptIssue> obstacles, string hint)
    : OptException("PromotionRefused", ExitCode.Refused, $"{instance} is not promoted: {string.Join("; ", obstacles.Select(o => o.Message))}", hint)
{
    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; } = obstacles;
}
