using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>What of a flow's spec its status depends on; a column of the registry, so that status needs no file per instance.</summary>
internal sealed record FlowPolicy
{
    public UpdateFrequency? UpdateFrequency { get; init; }

    public string? TimeZone { get; init; }

    public StaleOn StaleOn { get; init; } = StaleOn.Upstream;

    /// <summary>Of a training, which of the versions that it makes become active by themselves.</summary>
    public ModelPromotion Promotion { get; init; } = ModelPromotion.First;

    /// <summary>How its runs are made; <c>null</c> leaves everything open.</summary>
    public RunPolicy? Runs { get; init; }

    /// <summary>How those runs are made that its schedule starts, where the schedule says so.</summary>
    public RunPolicy? Scheduled { get; init; }

    /// <summary>The definitions that its expression and its contracts call, as <c>name@1.2.0</c>.</summary>
    public IReadOnlyList<string> Macros { get; init; } = [];

    /// <summary>Files and patterns that the flow reads.</summary>
    public IReadOnlyList<string> Source { get; init; } = [];
}
