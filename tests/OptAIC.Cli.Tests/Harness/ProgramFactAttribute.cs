namespace OptAIC.Cli.Tests.Harness;

/// <summary>A fact that runs a program which not every machine has.</summary>
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program)
    {
        Skip = Missing(program);
    }

    /// <summary>Why a test that needs a program is skipped; <c>null</c> when it is there.</summary>
    public static string? Missing(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return OperatingSystem.IsWindows() || !(Path.IsPathRooted(program) ? File.Exists(program) : folders.Any(f => File.Exists(Path.Combine(f, program))))
            ? $"NOT TESTED: {program} is not here."
            : null;
    }
}
