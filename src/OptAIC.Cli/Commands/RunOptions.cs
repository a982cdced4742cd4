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

    /// <summary>How many at the same time.</summary>
    public static Option<string?> Jobs() => Options.Text("--jobs", "N", "Most flows at the same time", "-j");
}
