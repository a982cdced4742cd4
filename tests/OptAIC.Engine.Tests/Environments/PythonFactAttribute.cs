using System.Diagnostics;

namespace OptAIC.Engine.Tests.Environments;

/// <summary>A fact that makes virtual environments of Python, without a network.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(Look);

    public PythonFactAttribute() => Skip = Missing.Value;

    private static string? Look()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-I", "-c", "import venv, ensurepip"]) { RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0 ? null : "NOT TESTED: this python3 has no venv (Debian: apt install python3-venv).";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "NOT TESTED: needs python3.";
        }
    }
}
