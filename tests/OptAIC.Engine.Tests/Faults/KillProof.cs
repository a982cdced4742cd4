using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Processes;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Testing;

namespace OptAIC.Engine.Tests.Faults;

/// <summary>Kills a process that makes a change right before its first write, then before its second, and so on, until it gets through.</summary>
/// <param name="folder">Where the workspaces are made.</param>
internal sealed class KillProof(TemporaryFolder folder)
{
    /// <summary>Kills a change before each of its writes: what is found then is the old or the new state, sound, and doing it again makes the new one.</summary>
    /// <param name="prepare">Makes what there is before.</param>
    /// <param name="change">The change, as the test host takes it.</param>
    /// <param name="isOld">Whether nothing of it is seen.</param>
    /// <param name="isNew">Whether all of it is seen.</param>
    public async Task OfAsync(Action<Workspace> prepare, string[] change, Func<Workspace, bool> isOld, Func<Workspace, bool> isNew)
    {
        var undisturbed = Prepared("undisturbed", prepare);
        var steps = await StepsAsync(undisturbed, change);
        Check(undisturbed, isNew, "nothing");
        var old = 0;
        await Parallel.ForEachAsync(Taken(steps), async (step, _) =>
        {
            if (await IsOldAfterKillAsync(Prepared($"root{step}", prepare), step, change, isOld, isNew))
            {
                Interlocked.Increment(ref old);
            }
        });
        Assert.True(old > 0, "the first steps change nothing that is seen");
    }

    /// <summary>A workspace with what there is before.</summary>
    public string Prepared(string name, Action<Workspace> prepare)
    {
        var root = folder[name];
        using var workspace = Workspace.Initialize(new WorkspaceOptions { Root = root });
        prepare(workspace);
        return root;
    }

    /// <summary>Makes a change undisturbed, and counts its writes.</summary>
    public static async Task<int> StepsAsync(string root, string[] change)
    {
        var (status, output) = await TestHost.RunAsync(TestHost.Spec(TestHost.Program, ["die", "0", root, .. change]));
        Assert.True(status.IsSuccess, output);
        var steps = output.TrimEnd().Split('\n').Length;
        Assert.True(steps > 3, $"only {steps} steps were seen: {output}");
        return steps;
    }

    /// <summary>The steps before which a change is killed: all of one with few, of one with many those at its beginning and its end, and every third in between.</summary>
    public static IEnumerable<int> Taken(int steps) => Enumerable.Range(1, steps).Where(s => steps <= 24 || s <= 9 || s > steps - 6 || s % 3 == 0);

    /// <summary>Begins a change in a process that is killed before one of its writes, and names the write.</summary>
    public static async Task<string> KillAsync(string root, int step, string[] change)
    {
        var (status, output) = await TestHost.RunAsync(TestHost.Spec(TestHost.Program, ["die", $"{step}", root, .. change]));
        Assert.True(status.Signal == 9, $"it was not killed at step {step}: {output}");
        return output.TrimEnd().Split('\n')[^1];
    }

    /// <summary>Nothing is found but files made aside, which are named so that they can be deleted.</summary>
    public static void Healthy(Workspace workspace, string last) =>
        Assert.Empty(workspace.Health.Doctor().Where(i => i.Code != "leftover").Select(i => $"killed before {last}: {i}"));

    private static async Task<bool> IsOldAfterKillAsync(string root, int step, string[] change, Func<Workspace, bool> isOld, Func<Workspace, bool> isNew)
    {
        var last = await KillAsync(root, step, change);
        bool old;
        using (var workspace = Workspace.Open(new WorkspaceOptions { Root = root }))
        {
            old = isOld(workspace);
            Assert.True(old != isNew(workspace), $"killed before {last}: neither the old nor the new state");
            Healthy(workspace, last);
        }

        // Nothing stands in the way of doing it again, unless it was done already.
        try
        {
            WorkspaceChange.Make(root, change);
        }
        catch (OptException) when (!old && change[0] is "create" or "remove" or "unregister" or "rename" or "copy" or "import")
        {
        }

        Check(root, isNew, last);
        Directory.Delete(root, recursive: true);
        return old;
    }

    private static void Check(string root, Func<Workspace, bool> isNew, string last)
    {
        using var workspace = Workspace.Open(new WorkspaceOptions { Root = root });
        Assert.True(isNew(workspace), $"after {last}: not the new state");
        Healthy(workspace, last);
    }
}
