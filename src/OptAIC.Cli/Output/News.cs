namespace OptAIC.Cli.Output;

/// <summary>A line on standard error of a command with <c>--json</c> that did not succeed.</summary>
/// <param name="Error">What is wrong.</param>
internal sealed record ErrorNews(ErrorReport Error);

/// <summary>A line on standard error of a command with <c>--json</c> that has something to say beside its result.</summary>
/// <param name="Warning">What it says.</param>
internal sealed record WarningNews(string Warning);

/// <summary>A line on standard error of a command with <c>--json</c> that opened a notebook.</summary>
/// <param name="Opened">What to open in a browser.</param>
internal sealed record OpenedNews(string Opened);

/// <summary>An error, for scripts.</summary>
internal sealed record ErrorReport
{
    /// <summary>Stable PascalCase id.</summary>
    public required string Id { get; init; }

    /// <summary>Exit code of the command.</summary>
    public required int ExitCode { get; init; }

    /// <summary>What is wrong, and where.</summary>
    public required string Message { get; init; }

    /// <summary>What to do next.</summary>
    public string? Hint { get; init; }

    /// <summary>Every single problem.</summary>
    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    /// <summary>Flows upstream that are not ready, where that is the reason.</summary>
    public IReadOnlyList<OptFlow>? Blockers { get; init; }
}

/// <summary>A line of a log that is being followed.</summary>
/// <param name="Line">The line.</param>
internal sealed record RunLogLine(string Line);

/// <summary>A run's log.</summary>
/// <param name="Run">The run.</param>
/// <param name="Path">The file.</param>
/// <param name="Lines">What it holds.</param>
internal sealed record RunLog(Guid Run, string Path, IReadOnlyList<string> Lines);
