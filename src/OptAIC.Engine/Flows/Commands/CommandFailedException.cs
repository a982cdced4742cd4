using OptAIC.Errors;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>A program ended badly.</summary>
public sealed class CommandFailedException : OptException
{
    private const int LongestWords = 600;

    internal CommandFailedException(string instance, string program, ProgramEnd end, IReadOnlyList<OptIssue> issues, string logs, string? step = null)
        : base("CommandFailed", ExitCode.Failed, $"{instance}: {(step is null ? "" : $"step {step}: ")}{end.Failure ?? $"{program} ended with {end.Status}{Words(end.LastLines)}"}", $"see its logs in {logs}, or 'optaic runs logs {instance} --stderr'")
    {
        Instance = instance;
        Issues = issues;
        ProgramExitCode = end.Status.ShellCode;
    }

    /// <summary>Name of the instance.</summary>
    public string Instance { get; }

    /// <summary>The program's exit code; 128 and the signal's number when a signal ended it.</summary>
    public int ProgramExitCode { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }

    private static string Words(IReadOnlyList<string> lines)
    {
        // The last lines say the most: it is the earlier ones that are cut.
        var words = string.Join(" | ", lines);
        return words.Length == 0 ? "" : $"; it said: {(words.Length <= LongestWords ? words : "…" + words[^LongestWords..])}";
    }
}
