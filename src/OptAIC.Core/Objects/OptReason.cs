namespace OptAIC;

/// <summary>Why a flow has its status, with names for people.</summary>
public sealed record OptReason
{
    /// <summary>Code in snake_case, for example <c>source_changed</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The flow that the reason speaks of, as <c>prices.refresh</c>.</summary>
    public required string Flow { get; init; }

    /// <summary>What was observed against what.</summary>
    public required string Detail { get; init; }

    /// <summary>The reason upstream that brought it about, or <c>null</c> when this is the root cause.</summary>
    public OptReason? Cause { get; init; }

    /// <summary>The whole chain in one line, down to the root cause.</summary>
    public override string ToString() => Cause is null ? $"{Code}: {Detail}" : $"{Code}: {Detail} ← {Cause.Flow} {Cause}";
}
