using System.Diagnostics;

namespace OptAIC.Engine.Tests.Pictures;

/// <summary>A browser without a window, where the machine has one.</summary>
internal static class Chromium
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(_ => (string[])["chromium", "chromium-browser", "google-chrome"], System.IO.Path.Combine)
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a page and gives its document as it is when its scripts have run.</summary>
    public static async Task<string> OpenAsync(string page, string folder)
    {
        var start = new ProcessStartInfo(
            Path!,
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions", "--window-size=1600,1000", $"--user-data-dir={folder}/profile", "--virtual-time-budget=500", "--dump-dom", new Uri(page).AbsoluteUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var browser = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var (document, noise) = (browser.StandardOutput.ReadToEndAsync(timeout.Token), browser.StandardError.ReadToEndAsync(timeout.Token));
            await browser.WaitForExitAsync(timeout.Token);
            await noise;
            return await document;
        }
        finally
        {
            if (!browser.HasExited)
            {
                browser.Kill(entireProcessTree: true);
            }
        }
    }
}

/// <summary>A theory that opens pages in a browser.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Path is null)
            Skip = "NOT TESTED: needs chromium.";
    }
}
