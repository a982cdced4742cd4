namespace OptAIC.Engine.Tests.Files;

/// <summary>A fact of Unix: signals, links without privileges, shells.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has nothing of the kind.";
    }
}
