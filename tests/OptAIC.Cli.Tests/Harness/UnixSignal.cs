using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OptAIC.Cli.Tests.Harness;

/// <summary>Sends signals, as a terminal or a system does.</summary>
internal static class UnixSignal
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    public static void Send(int process, int signal) => Assert.Equal(0, SendSignal(process, signal));

    /// <summary>Sends a signal to a process that may just have ended.</summary>
    public static bool TrySend(int process, int signal) => SendSignal(process, signal) == 0;

    /// <summary>Whether a process is there and is not just waiting to be reaped.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited && !(File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is ArgumentException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
