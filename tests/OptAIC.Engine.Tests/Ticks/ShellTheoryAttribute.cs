namespace OptAIC.Engine.Tests.Ticks;

/// <summary>A theory that runs lines and scripts of the POSIX shell.</summary>
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "NOT TESTED: needs /bin/sh.";
        }
    }
}
