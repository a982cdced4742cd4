using OptAIC.Engine.Execution;
using OptAIC.Errors;

namespace OptAIC.Cli.Output;

/// <summary>Says on standard error what went wrong: lines for people, one JSON object per line for scripts.</summary>
/// <param name="screen">Standard error.</param>
/// <param name="json">Whether a script listens.</param>
/// <param name="verbose">Whether to show stacks.</param>
internal sealed class ErrorOutput(Screen screen, bool json, bool verbose)
{
    /// <summary>Reports what ended the command, and returns its exit code.</summary>
    public ExitCode Report(Exception exception)
    {
        var (error, stack) = exception switch
        {
            OptException known => (Describe(known), false),
            OperationCanceledException => (new ErrorReport { Id = "Interrupted", ExitCode = (int)ExitCode.Interrupted, Message = "interrupted" }, false),
            IOException or UnauthorizedAccessException => (Unexpected("InputOutput", exception), true),
            _ => (Unexpected("Unexpected", exception), true),
        };
        Write(error);
        if (stack && verbose && !json)
        {
            screen.Line(exception.ToString());
        }

        screen.Writer.Flush();
        return (ExitCode)error.ExitCode;
    }

    /// <summary>Says something that does not change the result.</summary>
    public void Warn(string warning)
    {
        if (json)
        {
            Json.Write(screen.Writer, new WarningNews(warning), Json.Line.WarningNews);
        }
        else
        {
            screen.Line($"{screen.Paint("warning:", Tint.Warning)} {OneLine(warning)}");
        }

        screen.Writer.Flush();
    }

    /// <summary>Says at which address a notebook can be worked on, to a script, which is told results only on standard output.</summary>
    public void Opened(string address)
    {
        Json.Write(screen.Writer, new OpenedNews(address), Json.Line.OpenedNews);
        screen.Writer.Flush();
    }

    private void Write(ErrorReport error)
    {
        if (json)
        {
            Json.Write(screen.Writer, new ErrorNews(error), Json.Line.ErrorNews);
            return;
        }

        screen.Line($"{screen.Paint("error:", Tint.Bad)} {OneLine(error.Message)}");
        if (error.Issues.Count > 1)
        {
            foreach (var issue in error.Issues)
            {
                screen.Line("  " + IssueOutput.Line(issue));
            }
        }

        if (error.Hint is { } hint)
        {
            screen.Line($"{screen.Paint("hint:", Tint.Faint)} {OneLine(hint)}");
        }
    }

    private static ErrorReport Describe(OptException exception) => new()
    {
        Id = exception.ErrorId,
        ExitCode = (int)exception.ExitCode,
        Message = exception.Message,
        Hint = exception.Hint,
        Issues = exception.Issues,
        Blockers = (exception as UpstreamNotReadyException)?.Blockers,
    };

    private ErrorReport Unexpected(string id, Exception exception) => new()
    {
        Id = id,
        ExitCode = (int)ExitCode.Failed,
        Message = exception is IOException or UnauthorizedAccessException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}",
        Hint = verbose ? null : "run it again with -v for particulars",
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
