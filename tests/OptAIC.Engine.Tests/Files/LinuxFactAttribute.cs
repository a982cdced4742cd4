namespace OptAIC.Engine.Tests.Files;

/// <summary>A fact that is checked in <c>/proc</c>.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "Only Linux shows this in /proc.";
    }
}
