using OptAIC.Errors;

namespace OptAIC.Engine.Environments;

/// <summary>An environment cannot be prepared: one of the programs that make it ended badly.</summary>
public sealed class EnvironmentFailedException : OptException
{
    private const int LongestWords = 600;

    internal EnvironmentFailedException(string instance, IReadOnlyList<string> command, string ending, IReadOnlyList<string> lastLines, string? log)
        : base(
            "EnvironmentFailed",
            ExitCode.Failed,
            $"{instance}: its environment cannot be prepared: '{string.Join(' ', command)}' {ending}{Words(lastLines)}",
            log is null ? "correct software/environment.yml, or the program that it names" : $"see {log}; then correct software/environment.yml, or what it refers to") =>
        (Instance, LogPath) = (instance, log);

    /// <summary>Name of the instance.</summary>
    public string Instance { get; }

    /// <summary>The log of the preparation; <c>null</c> when there is none yet.</summary>
    public string? LogPath { get; }

    private static string Words(IReadOnlyList<string> lines)
    {
        var words = string.Join(" | ", lines);
        return words.Length == 0 ? "" : $"; it said: {(words.Length <= LongestWords ? words : "…" + words[^LongestWords..])}";
    }
}
