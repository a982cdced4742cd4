using System.Runtime.InteropServices;

namespace OptAIC.Module;

/// <summary>Finds the program that executes runs: <c>optaic</c>. The PATH is never searched: another version may be there.</summary>
internal static class RunnerExecutable
{
    /// <summary>Environment variable that names the runner, above all else.</summary>
    private const string Variable = "OPTAIC_RUNNER";

    /// <summary>Full path of the runner, or <c>null</c> to leave the search to the engine.</summary>
    public static string? Find() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named
        : Packaged() is { } packaged && File.Exists(packaged) ? packaged
        : Built();

    private static string Packaged() =>
        Path.Combine(ModuleFolder.Path, "runner", Platform(), OperatingSystem.IsWindows() ? "optaic.exe" : "optaic");

    // A build of a clone leaves the path of its own runner, as it has no runner/<rid>.
    private static string? Built()
    {
        var note = Path.Combine(ModuleFolder.Path, "runner.path");
        return File.Exists(note) ? File.ReadAllText(note).Trim() : null;
    }

    // Not RuntimeInformation.RuntimeIdentifier: a PowerShell that a distribution built names the distribution there.
    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
