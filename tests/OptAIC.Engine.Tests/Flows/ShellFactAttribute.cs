namespace OptAIC.Engine.Tests.Flows;

/// <summary>A fact that runs scripts of the POSIX shell.</summary>
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "NOT TESTED: needs /bin/sh.";
    }
}
