namespace OptAIC.Engine.Tests.Flows;

/// <summary>A theory that runs scripts of the POSIX shell.</summary>
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "NOT TESTED: needs /bin/sh.";
    }
}
