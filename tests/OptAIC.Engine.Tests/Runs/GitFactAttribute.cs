using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Tests.Runs;

/// <summary>A test that needs git, and a shell; skipped where there is none.</summary>
internal sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute() => Skip = !OperatingSystem.IsWindows() && SystemProgram.IsThere("git") ? null : "NOT TESTED: there is no git here.";
}
