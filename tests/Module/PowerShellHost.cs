using System.Diagnostics;

namespace OptAIC.Module.Tests;

/// <summary>The <c>pwsh</c> on the PATH.</summary>
internal static class PowerShellHost
{
    private static readonly Lazy<string?> Missing = new(FindProblem);

    /// <summary>Why suites cannot be run here, or <c>null</c> when they can.</summary>
    public static string? Problem => Missing.Value;

    /// <summary>Whether it is an error that suites cannot be run here.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("OPTAIC_REQUIRE_PWSH") == "1";

    /// <summary>Runs a script and returns its exit code and all that it said.</summary>
    public static (int ExitCode, string Output) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-File", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static string? FindProblem()
    {
        try
        {
            var probe = Path.Combine(Suite.Directory, "Find-Pester.ps1");
            return Run(probe) is (0, _) ? null : "Pester 5 is not installed";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "there is no pwsh on the PATH";
        }
    }
}
