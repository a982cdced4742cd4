using System.Diagnostics;
using System.Runtime.Versioning;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Processes;

namespace OptAIC.Engine.Tests.Locks;

public sealed class GuardFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Guard => _folder[".refresh.guard"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_held_guard_is_busy_even_within_a_process_until_it_is_freed()
    {
        using (var held = GuardFile.TryAcquire(Guard))
        {
            Assert.NotNull(held);
            Assert.True(held.IsInPlace());
            Assert.Null(GuardFile.TryAcquire(Guard));
        }

        using var again = GuardFile.TryAcquire(Guard);
        Assert.NotNull(again);
        Assert.True(File.Exists(Guard));
    }

    [Fact]
    public void Freeing_twice_does_not_free_the_next_owner()
    {
        var first = GuardFile.TryAcquire(Guard)!;
        first.Dispose();
        using var second = GuardFile.TryAcquire(Guard);
        first.Dispose();
        Assert.Null(GuardFile.TryAcquire(Guard));
    }

    [Fact]
    public async Task A_guard_that_becomes_free_in_time_is_taken()
    {
        var held = GuardFile.TryAcquire(Guard)!;
        var waiting = Task.Run(() => GuardFile.TryAcquire(Guard, TimeSpan.FromMinutes(1)));
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);
        held.Dispose();
        using var taken = await waiting;
        Assert.NotNull(taken);
    }

    [Fact]
    public void Waiting_can_be_cancelled()
    {
        using var held = GuardFile.TryAcquire(Guard);
        using var cancellation = new CancellationTokenSource(30);
        Assert.ThrowsAny<OperationCanceledException>(() => GuardFile.TryAcquire(Guard, TimeSpan.FromHours(1), cancellation.Token));
    }

    [Fact]
    public async Task Many_processes_exclude_each_other()
    {
        const int processes = 8;
        const int each = 25;
        var children = Enumerable.Range(0, processes).Select(_ => TestHost.Start("count", Guard, _folder["counter"], $"{each}")).ToArray();
        foreach (var child in children)
        {
            using (child)
                Assert.Equal(ExitStatus.Exited(0), await child.Exit);
        }

        Assert.Equal($"{processes * each}", File.ReadAllText(_folder["counter"]));
    }

    [Fact]
    public async Task The_kernel_frees_the_guard_of_a_killed_owner()
    {
        using var owner = TestHost.Start("hold", Guard);
        Assert.Equal("held", owner.ReadLine());
        Assert.Null(GuardFile.TryAcquire(Guard));
        owner.SignalGroup(StopSignal.Kill);
        await owner.Exit;
        using var taken = GuardFile.TryAcquire(Guard);
        Assert.NotNull(taken);
    }

    [UnixFact]
    public void Children_do_not_inherit_the_guard()
    {
        var held = GuardFile.TryAcquire(Guard)!;
        using var child = TestHost.Shell("sleep 60");
        using var theirs = Process.Start("sleep", "60");
        held.Dispose();
        using (var taken = GuardFile.TryAcquire(Guard))
            Assert.NotNull(taken);
        theirs.Kill();
    }

    [UnixFact]
    public void Readers_opened_by_NET_do_not_keep_the_guard_for_ever()
    {
        // A .NET reader takes a shared lock. That is why only starters open guards, and why they try more than once.
        using (GuardFile.TryAcquire(Guard))
        {
        }

        var reader = new FileStream(Guard, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var freeing = Task.Run(async () =>
        {
            await Task.Delay(50);
            await reader.DisposeAsync();
        });
        using var taken = GuardFile.TryAcquire(Guard, TimeSpan.FromMinutes(1));
        Assert.NotNull(taken);
        Assert.True(freeing.Wait(TimeSpan.FromMinutes(1)));
    }

    [UnixFact]
    public void An_owner_can_see_that_its_guard_was_deleted_or_replaced()
    {
        using var owner = GuardFile.TryAcquire(Guard)!;
        File.Delete(Guard);
        Assert.False(owner.IsInPlace());
        File.WriteAllText(Guard, "");
        Assert.False(owner.IsInPlace());
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Whoever_opened_a_guard_that_was_then_moved_away_does_not_own_it()
    {
        // As when an instance goes to the trash between the open and the lock of a start.
        var instance = Directory.CreateDirectory(_folder["instance"]).FullName;
        var guard = Path.Combine(instance, ".run.guard");
        var opened = UnixFile.Open(guard, UnixOpenFlags.ReadWrite | UnixOpenFlags.Create);
        Directory.Move(instance, _folder["trash"]);
        Assert.Null(GuardFile.TryTake(opened, guard));
        Assert.True(opened.IsClosed);
    }

    [UnixFact]
    public async Task Whoever_waits_for_the_guard_of_an_instance_that_is_moved_away_learns_it()
    {
        var instance = Directory.CreateDirectory(_folder["instance"]).FullName;
        var guard = Path.Combine(instance, ".run.guard");
        using var held = GuardFile.TryAcquire(guard);
        var waiting = Task.Run(() => GuardFile.TryAcquire(guard, TimeSpan.FromMinutes(1)));
        Directory.Move(instance, _folder["trash"]);
        var error = await Assert.ThrowsAsync<StorageException>(() => waiting);
        Assert.Equal(StorageFault.Missing, error.Fault);
    }

    [UnixFact]
    public void A_link_in_the_place_of_a_guard_is_refused()
    {
        File.WriteAllText(_folder["elsewhere"], "");
        File.CreateSymbolicLink(Guard, _folder["elsewhere"]);
        Assert.Equal(StorageFault.NotAFile, Assert.Throws<StorageException>(() => GuardFile.TryAcquire(Guard)).Fault);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<StorageException>(() => GuardFile.TryAcquire(Path.Combine(_folder["none"], ".guard")));
        Assert.Equal(StorageFault.Missing, error.Fault);
    }
}
