using OptAIC.Errors;

namespace OptAIC.Engine.Processes;

/// <summary>A program could not be started: <c>ProgramNotFound</c>, <c>ProgramNotStarted</c> or <c>ProgramArgumentInvalid</c>.</summary>
public sealed class ProgramStartException : OptException
{
    private ProgramStartException(string errorId, ExitCode exitCode, string program, string message, string? hint)
        : base(errorId, exitCode, message, hint) => Program = program;

    /// <summary>The program, as it was named.</summary>
    public string Program { get; }

    internal static ProgramStartException NotFound(string program, string where) =>
        new("ProgramNotFound", ExitCode.NotFound, program, $"Program '{program}' was not found {where}.", "Install it, correct its name, or give its full path.");

    internal static ProgramStartException NotStarted(string program, string reason, string? hint = null) =>
        new("ProgramNotStarted", ExitCode.Failed, program, $"Program '{program}' could not be started: {reason}.", hint);

    internal static ProgramStartException Invalid(string program, string what) =>
        new("ProgramArgumentInvalid", ExitCode.Usage, program, $"Program '{program.Replace("\0", "\\0", StringComparison.Ordinal)}' cannot be started: {what}.", null);
}
