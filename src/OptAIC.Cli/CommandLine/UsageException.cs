using OptAIC.Errors;

namespace OptAIC.Cli.CommandLine;

/// <summary>The command line cannot be understood.</summary>
/// <param name="message">What is wrong with it.</param>
/// <param name="hint">What to write instead.</param>
internal sealed class UsageException(string message, string? hint = null) : OptException("InvalidUsage", ExitCode.Usage, message, hint);
