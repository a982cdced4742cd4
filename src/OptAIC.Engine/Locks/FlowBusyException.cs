using OptAIC.Errors;

namespace OptAIC.Engine.Locks;

/// <summary>Another owner is running the flow.</summary>
/// <param name="flow">The flow, as people write it.</param>
/// <param name="owner">Who runs it, in one line; <c>null</c> when the owner has not said so yet.</param>
/// <param name="hint">What to do.</param>
public sealed class FlowBusyException(string flow, string? owner, string? hint = null)
    : OptException(
        "FlowBusy",
        ExitCode.Busy,
        $"{flow} is busy: {owner ?? "another process is just taking it"}",
        hint ?? "wait for that run, stop it with 'optaic flow stop', or start with --overlap queue|join|skip")
{
    /// <summary>The flow.</summary>
    public string Flow { get; } = flow;

    /// <summary>Who runs it.</summary>
    public string? Owner { get; } = owner;
}
