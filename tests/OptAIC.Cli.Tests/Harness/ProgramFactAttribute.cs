namespace OptAIC.Cli.Tests.Harness;

/// <summary>A fact that runs a program which not every machine has.</summary>
internal sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (OperatingSystem.IsWindows() || !(Path.IsPathRooted(program) ? File.Exists(program) : folders.Any(f => File.Exists(Path.Combine(f, program)))))
            Skip = $"NOT TESTED: {program} is not here.";
    }
}
