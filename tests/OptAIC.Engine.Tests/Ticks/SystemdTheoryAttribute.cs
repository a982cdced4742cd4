namespace OptAIC.Engine.Tests.Ticks;

/// <summary>A theory that asks systemd's own <c>systemd-analyze</c>.</summary>
internal sealed class SystemdTheoryAttribute : TheoryAttribute
{
    public SystemdTheoryAttribute()
    {
        if (!File.Exists("/usr/bin/systemd-analyze"))
        {
            Skip = "NOT TESTED: systemd-analyze is not here.";
        }
    }
}
