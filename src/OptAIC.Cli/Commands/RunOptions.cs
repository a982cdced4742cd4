using System.CommandLine;
using OptAIC.Cli.CommandLine;

namespace OptAIC.Cli.Commands;

/// <summary>Options that everything that plans has in common.</summary>
internal static class RunOptions
{
    /// <summary>The day to judge by.</summary>
    public static Option<string?> AsOf() => Options.Text("--as-of", "DATE", "The day to judge by and to read data as of (default: today)");

    /// <summary>Whether a late source is good enough.</summary>
    public static Option<bool> AcceptDelayed() => Options.Flag("--accept-delayed", "Count an upstream whose source is late as ready");

    /// <summary>What to do about a flow that runs already.</summary>
    public static Option<string?> Overlap(string otherwise) => Options.Text("--overlap", "fail|skip|queue|join", $"What to do when it is already running (default: its own, else {otherwise})");

    /// <summary>How long an attempt may take.</summary>
    public static Option<string?> Timeout() => Options.Text("--timeout", "TIME", "Longest duration of each attempt, such as 30m (default: the flow's own)");

    /// <summary>How often a failed run is tried again.</summary>
    public static Option<string?> Retries() => Options.Text("--retries", "N", "Attempts after one that fails (default: the flow's own)");

    /// <summary>How long to wait before that.</summary>
    public static Option<string?> RetryDelay() => Options.Text("--retry-delay", "TIME", "Wait before the first of them, such as 30s (default: the flow's own)");

    /// <summary>Whether environments are made anew.</summary>
    public static Option<bool> RefreshEnvironment() => Options.Flag("--refresh-environment", "Make the environment of the workflow anew first: what its requirements leave open is had as it is now");

    /// <summary>Whether to show instead of run.</summary>
    public static Option<bool> WhatIf() => Options.Flag("--what-if", "Show the plan and why; run nothing");

    /// <summary>Whether a plan that is shown says everything.</summary>
    public static Option<bool> Explain() => Options.Flag("--explain", "With --what-if: every rule with what was observed");

    /// <summary>How many at the same time.</summary>
    public static Option<string?> Jobs() => Options.Text("--jobs", "N", "Most flows at the same time", "-j");
}
