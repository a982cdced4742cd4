using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Facade;

/// <summary>Which runs to list, newest first.</summary>
public sealed record RunFilter
{
    /// <summary>Name of an instance, with wildcards, or a selector, which means what it means now; <c>null</c> is all.</summary>
    public string? Instance { get; init; }

    /// <summary>Names, patterns and selectors of what is left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Only this flow.</summary>
    public FlowKind? Flow { get; init; }

    /// <summary>Only this status, lost runs counting as failed.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Only those for which this holds, as in <c>status = failed and metric.sharpe > 1 or flow = refresh</c>; <c>null</c> is all.</summary>
    public string? Where { get; init; }

    /// <summary>Most runs.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>The two logs of a run.</summary>
public enum RunLogStream
{
    /// <summary>What the run said.</summary>
    Stdout,

    /// <summary>What went wrong.</summary>
    Stderr,
}
