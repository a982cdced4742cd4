using System.Diagnostics;

namespace OptAIC.Cli.Tests.Harness;

/// <summary>A fact that needs a file system of its own, mounted in a user namespace; skipped loudly where that is not allowed.</summary>
internal sealed class TinyDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(Probe);

    public TinyDiskFactAttribute()
    {
        if (!CanMount.Value)
            Skip = "NOT TESTED: this system cannot mount a small file system in 'unshare -rm'.";
    }

    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

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
