namespace OptAIC.Errors;

/// <summary>
/// Base of every error that OptAIC reports on purpose. The message says what and where; <see cref="Hint"/> says what to do next.
/// </summary>
public abstract class OptException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="errorId">Stable PascalCase id, part of the contract with scripts.</param>
    /// <param name="exitCode">Exit code of a command that ends with it.</param>
    /// <param name="message">One line: what is wrong, and where.</param>
    /// <param name="hint">The next step, one line; <c>null</c> when there is none to give.</param>
    /// <param name="inner">The cause.</param>
    protected OptException(string errorId, ExitCode exitCode, string message, string? hint = null, Exception? inner = null)
        : base(OneLine(message), inner)
    {
        ErrorId = errorId;
        ExitCode = exitCode;
        Hint = hint;
    }

    /// <summary>Stable PascalCase id.</summary>
    public string ErrorId { get; }

    /// <summary>Exit code of a command that ends with this error.</summary>
    public ExitCode ExitCode { get; }

    /// <summary>What to do next, or <c>null</c>.</summary>
    public string? Hint { get; }

    /// <summary>Every single problem, when there can be several (a config with four mistakes has four issues).</summary>
    public virtual IReadOnlyList<OptIssue> Issues => [];

    /// <summary>Whether trying again can help: not when somebody has to change something first.</summary>
    public virtual bool CanPass => ExitCode == ExitCode.Failed;

    // Messages quote what users typed; a line break or an escape sequence in it must not reach a terminal or a log.
    private static string OneLine(string message) =>
        message.Any(char.IsControl) ? string.Concat(message.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString())) : message;
}
