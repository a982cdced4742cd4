using OptAIC.Errors;

namespace OptAIC.Cli.CommandLine;

/// <summary>There is nothing yet that the command could speak of.</summary>
/// <param name="message">What is not there.</param>
/// <param name="hint">How to make it.</param>
internal sealed class NothingThereException(string message, string hint) : OptException("NothingThere", ExitCode.NotFound, message, hint);
