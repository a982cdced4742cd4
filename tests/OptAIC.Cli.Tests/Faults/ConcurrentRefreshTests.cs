using System.Globalization;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class ConcurrentRefreshTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Thirty_refreshes_at_once_run_each_flow_once()
    {
        var refreshes = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => _workspace.Optaic.RunAsync("refresh", "+bt", "min_var")));

        Assert.All(refreshes, r => Assert.True(r.ExitCode == 0, r.ToString()));
        var runs = _workspace.Optaic.Json("runs", "list", "--limit", "1000").EnumerateArray().Select(r => r.GetProperty("instance").GetString()!).Order(StringComparer.Ordinal);
        Assert.Equal(["bt", "min_var", "momentum", "prices"], runs);
    }

    [Fact]
    public async Task Refreshes_that_are_killed_or_interrupted_at_random_leave_nobody_at_work_and_the_next_one_ends_well()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var random = new Random(7);
        for (var n = 0; n < 6; n++)
        {
            using var refresh = _workspace.Optaic.Start("refresh", "+bt", "--force");
            await Task.Delay(random.Next(100, 900));
            if (n % 3 == 2)
            {
                foreach (var runner in Runners())
                {
                    _ = UnixSignal.TrySend(runner, UnixSignal.Kill);
                }
            }

            _ = UnixSignal.TrySend(refresh.Id, n % 3 == 0 ? UnixSignal.Interrupt : UnixSignal.Kill);
            await refresh.WaitForExitAsync();
        }

        SlowFlow.WaitUntil(() => Runners().Count == 0, "every runner has ended");
        Assert.Empty(_workspace.Optaic.Json("flow", "list", "--status", "running").EnumerateArray());
        Assert.Empty(_workspace.Optaic.Json("runs", "list", "--status", "running").EnumerateArray());
        Assert.Equal(0, _workspace.Optaic.Run("refresh", "+bt").ExitCode);
        Assert.All(_workspace.Optaic.Json("flow", "list").EnumerateArray().Where(f => f.GetProperty("instance").GetString() != "min_var"), f => Assert.Equal("ready", f.GetProperty("status").GetString()));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_workspace.Root, "instances"), "instance.lock", SearchOption.AllDirectories));
    }

    // Runner processes that work in this workspace.
    private List<int> Runners() => Directory.Exists("/proc")
        ? [.. Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(d => d.All(char.IsAsciiDigit)).Select(d => int.Parse(d, CultureInfo.InvariantCulture)).Where(IsRunner)]
        : [];

    private bool IsRunner(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains("\0runner", StringComparison.Ordinal)
                && Directory.ResolveLinkTarget($"/proc/{process}/cwd", returnFinalTarget: false)?.FullName == _workspace.Root;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
