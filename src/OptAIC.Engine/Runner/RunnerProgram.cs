using OptAIC.Errors;

namespace OptAIC.Engine.Runner;

/// <summary>Finds the executable that runs flows. Never on the PATH: its version must be the engine's.</summary>
internal static class RunnerProgram
{
    private const string Variable = "OPTAIC_RUNNER";

    /// <summary>The verb with which <c>optaic</c> becomes a runner.</summary>
    public const string Verb = "runner";

    /// <summary>The one that <c>OPTAIC_RUNNER</c> names, else the given one, else this program itself or its neighbour.</summary>
    public static string Find(string? given)
    {
        var name = OperatingSystem.IsWindows() ? "optaic.exe" : "optaic";
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable(Variable),
            given,
            Path.GetFileName(Environment.ProcessPath) == name ? Environment.ProcessPath : null,
            Path.Combine(AppContext.BaseDirectory, name),
        ];
        return candidates.FirstOrDefault(c => !string.IsNullOrEmpty(c) && File.Exists(c)) is { } found
            ? Path.GetFullPath(found)
            : throw new RunnerNotFoundException(candidates.OfType<string>().Where(c => c.Length > 0));
    }
}

/// <summary>The executable that runs flows is not there.</summary>
/// <param name="places">Where it was looked for.</param>
public sealed class RunnerNotFoundException(IEnumerable<string> places)
    : OptException("RunnerNotFound", ExitCode.Failed, $"the runner was not found at {string.Join(", ", places)}", "build or reinstall OptAIC, or let OPTAIC_RUNNER name the 'optaic' executable");
