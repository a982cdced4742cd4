using System.Globalization;
using OptAIC.Cli.Tests.Harness;
using OptAIC.Engine;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Cli.Tests.Faults;

public sealed class ConcurrentRefreshTests : IDisposable
{
    private static readonly FlowRunRequest Refresh = new() { Selectors = ["+bt", "min_var"] };

    private readonly SmallWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Refreshes_that_are_killed_or_interrupted_at_random_leave_nobody_at_work_and_the_next_one_ends_where_a_clean_one_does()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var clean = new SmallWorkspace();
        using var workspace = Open(_workspace);
        var random = new Random(7);
        for (var n = 0; n < 5; n++)
        {
            if (n % 2 == 0)
            {
                await EndCallerAsync(random);
            }
            else
            {
                await KillRunnerAsync(workspace, random);
            }
        }

        SlowFlow.WaitUntil(() => Runners().Count == 0, "every runner has ended");
        Assert.DoesNotContain(workspace.Flows.List(), f => f.Status == FlowStatus.Running);
        Assert.DoesNotContain(workspace.Runs.List(), r => r.Status is RunStatus.Running or RunStatus.Pending);
        using var other = Open(clean);
        Assert.All(await Task.WhenAll(workspace.Flows.RunAsync(Refresh), other.Flows.RunAsync(Refresh)), r => Assert.Equal(0, (int)r.ExitCode));

        Assert.All(workspace.Flows.List(), f => Assert.Equal(FlowStatus.Ready, f.Status));
        Assert.Equal(Versions(other), Versions(workspace));
        Assert.All(Directory.EnumerateFiles(_workspace.Root, ".*.guard", SearchOption.AllDirectories), AssertFree);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_workspace.Root, "instances"), "instance.lock", SearchOption.AllDirectories));
        // What is killed while it writes leaves the file aside; nothing else.
        Assert.All(workspace.Health.Doctor(), i => Assert.Equal(("leftover", ".optaic-tmp"), (i.Code, Path.GetExtension(i.File))));
    }

    private async Task EndCallerAsync(Random random)
    {
        using var refresh = _workspace.Optaic.Start("refresh", "+bt", "min_var", "--force");
        await Task.Delay(random.Next(400, 1600));
        _ = UnixSignal.TrySend(refresh.Id, random.Next(2) == 0 ? UnixSignal.Interrupt : UnixSignal.Kill);
        await refresh.WaitForExitAsync();
    }

    private async Task KillRunnerAsync(Workspace workspace, Random random)
    {
        var refresh = workspace.Flows.RunAsync(Refresh with { Force = true, MaxRetries = 1 });
        await Task.Delay(random.Next(300, 1200));
        Runners().ForEach(r => UnixSignal.TrySend(r, UnixSignal.Kill));
        await ((Task)refresh).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Workspace Open(SmallWorkspace of) => Workspace.Open(new WorkspaceOptions { Root = of.Root, Runner = Optaic.Executable });

    private static List<(string Instance, string? Version)> Versions(Workspace of) =>
        [.. of.Flows.List().Select(f => (f.Instance, f.DataVersion)).OrderBy(f => f.Instance, StringComparer.Ordinal)];

    // Exclusive access is the same lock of the operating system as a guard's.
    private static void AssertFree(string guard) => new FileStream(guard, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

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
