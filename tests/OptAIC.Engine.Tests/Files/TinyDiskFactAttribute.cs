using System.Diagnostics;

namespace OptAIC.Engine.Tests.Files;

/// <summary>A fact that needs a file system of its own, mounted in a user namespace.</summary>
internal sealed class TinyDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_canMount = new(CanMount);

    public TinyDiskFactAttribute()
    {
        if (!s_canMount.Value)
            Skip = "NOT TESTED: this system cannot mount a small file system in 'unshare -rm'.";
    }

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using var probe = Process.Start("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]);
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
