using System.Globalization;
using System.Runtime.Versioning;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Tests.Files;

namespace OptAIC.Engine.Tests.Processes;

public sealed class ProcessGroupTests : IDisposable
{
    private static readonly StopPatience s_patient = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    // What a shell starts in the background ignores SIGINT.
    private static readonly StopPatience s_short = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Grandchildren_end_with_the_group_even_in_groups_of_their_own()
    {
        // timeout makes a process group of its own; both sleeps are grandchildren.
        using var child = TestHost.Shell("sleep 600 & timeout 600 sleep 601 & echo ready; wait");
        Assert.Equal("ready", child.ReadLine());
        await TestHost.Until(() => UnixProcess.LiveInSession(child.Pid).Count == 4);
        Assert.True(await child.StopAsync(StopPatience.None));
        Assert.Empty(UnixProcess.LiveInSession(child.Pid));
    }

    [UnixFact]
    public async Task Stopping_asks_first_and_a_child_that_listens_ends_its_own_way()
    {
        using var child = TestHost.Shell("trap 'exit 7' INT; echo ready; while :; do sleep 0.01; done");
        Assert.Equal("ready", child.ReadLine());
        Assert.True(await child.StopAsync(s_patient));
        Assert.Equal(ExitStatus.Exited(7), await child.Exit);
    }

    [UnixFact]
    public async Task What_ignores_the_first_request_gets_the_second_and_what_ignores_both_is_killed()
    {
        using var first = TestHost.Shell("trap '' INT; trap 'exit 8' TERM; echo ready; while :; do sleep 0.01; done");
        using var second = TestHost.Shell("trap '' INT TERM; echo ready; while :; do sleep 0.01; done");
        Assert.Equal(("ready", "ready"), (first.ReadLine(), second.ReadLine()));
        Assert.True(await first.StopAsync(new StopPatience(TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1))));
        Assert.True(await second.StopAsync(s_short));
        Assert.Equal((ExitStatus.Exited(8), ExitStatus.Killed(9)), (await first.Exit, await second.Exit));
    }

    [UnixFact]
    public async Task A_hurry_cuts_the_waits_short()
    {
        using var child = TestHost.Shell("trap '' INT TERM; echo ready; while :; do sleep 0.01; done");
        Assert.Equal("ready", child.ReadLine());
        using var hurry = new CancellationTokenSource(50);
        Assert.True(await child.StopAsync(new StopPatience(TimeSpan.FromDays(1), TimeSpan.FromDays(1)), hurry.Token));
        Assert.Equal(ExitStatus.Killed(9), await child.Exit);
    }

    [UnixFact]
    public async Task What_a_child_leaves_behind_is_ended_too()
    {
        using var child = TestHost.Shell("sleep 600 & echo ready");
        Assert.Equal("ready", child.ReadLine());
        Assert.Equal(ExitStatus.Exited(0), await child.Exit);
        Assert.True(child.Group.IsAlive());
        Assert.True(await child.StopAsync(s_short));
        Assert.False(child.Group.IsAlive());
    }

    [UnixFact]
    public async Task Disposing_ends_what_an_attached_child_left_behind()
    {
        var child = TestHost.Shell("sleep 600 & echo ready");
        Assert.Equal("ready", child.ReadLine());
        await child.Exit;
        child.Dispose();
        await TestHost.Until(() => !child.Group.IsAlive());
    }

    [UnixFact]
    public async Task A_recorded_group_is_ended_when_its_leader_is_gone()
    {
        var (group, child) = await OrphanedGroup();
        Assert.False(group.Leader.IsAlive);
        Assert.True(group.IsAlive());
        Assert.True(await group.EndAsync(s_short));
        Assert.False(group.IsAlive());
        child.Dispose();
    }

    [UnixFact]
    public async Task A_recorded_group_whose_number_has_another_leader_now_is_nobody_of_ours()
    {
        using var stranger = TestHost.Shell("sleep 600");
        var recorded = new ProcessGroup(stranger.Identity with { StartTime = stranger.Identity.StartTime - 1 });
        Assert.False(recorded.IsAlive());
        Assert.False(recorded.Signal(StopSignal.Kill));
        Assert.True(await recorded.EndAsync(s_patient));
        Assert.True(stranger.Identity.IsAlive);
    }

    [UnixFact]
    public async Task A_group_whose_members_are_older_than_the_recorded_leader_is_nobody_of_ours()
    {
        var (group, child) = await OrphanedGroup();
        var later = new ProcessGroup(group.Leader with { StartTime = group.Leader.StartTime + 1_000_000_000 });
        Assert.False(later.IsAlive());
        Assert.True(await later.EndAsync(s_patient));
        Assert.True(group.IsAlive());
        Assert.True(await group.EndAsync(StopPatience.None));
        child.Dispose();
    }

    [LinuxFact]
    public async Task A_suspended_child_is_woken_to_hear_the_request()
    {
        using var child = TestHost.Shell("trap 'exit 7' INT; kill -STOP $$; while :; do sleep 0.01; done");
        await TestHost.Until(() => File.ReadAllText($"/proc/{child.Pid}/stat").Contains(") T ", StringComparison.Ordinal));
        Assert.True(await child.StopAsync(s_patient));
        Assert.Equal(ExitStatus.Exited(7), await child.Exit);
    }

    [Fact]
    public async Task The_lifeline_fires_when_the_parent_is_killed()
    {
        using var parent = TestHost.Start("parent", _folder["ready"], _folder["lost"]);
        await TestHost.Until(() => File.Exists(_folder["ready"]));
        Assert.True(ProcessIdentity.TryParse(await File.ReadAllTextAsync(_folder["ready"]), out var grandchild));
        Assert.True(grandchild.IsAlive);
        parent.SignalGroup(StopSignal.Kill);
        await TestHost.Until(() => !grandchild.IsAlive);
        // On Windows the job object ends the child before it can say anything.
        Assert.True(OperatingSystem.IsWindows() || File.Exists(_folder["lost"]));
    }

    [Fact]
    public async Task The_lifeline_fires_once_a_stream_ends()
    {
        var (read, write) = OperatingSystem.IsWindows() ? WindowsPipe.Create() : UnixPipe.Create();
        using var watcher = new LifelineWatcher(new FileStream(read, FileAccess.Read, 0));
        using (var parent = new FileStream(write, FileAccess.Write, 0))
        {
            parent.Write("more"u8);
            Assert.False(watcher.Lost.IsCancellationRequested);
        }

        await TestHost.Until(() => watcher.Lost.IsCancellationRequested);
    }

    // A leader that was detached, has ended and is reaped, and a sleeper that is left of its group.
    private async Task<(ProcessGroup Group, ChildProcess Child)> OrphanedGroup()
    {
        var child = ChildProcess.Start(TestHost.Spec("sh", "-c", "sleep 600 & echo $! > \"$0\"", _folder["member"]) with { Detached = true, Output = ChildOutput.None });
        await child.Exit;
        child.Dispose();
        Assert.Null(ProcessTable.Find(child.Pid));
        Assert.NotNull(ProcessTable.Find(int.Parse(await File.ReadAllTextAsync(_folder["member"]), CultureInfo.InvariantCulture)));
        return (child.Group, child);
    }
}
