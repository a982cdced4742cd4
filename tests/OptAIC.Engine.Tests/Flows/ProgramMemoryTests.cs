using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Flows;

/// <summary>The heap belongs to all tests of the process, so nothing else may run meanwhile.</summary>
[Collection(nameof(ProgramMemoryTests))]
[CollectionDefinition(nameof(ProgramMemoryTests), DisableParallelization = true)]
public class ProgramMemoryTests : IDisposable
{
    private readonly CommandWorkspace _commands = new();

    public void Dispose()
    {
        _commands.Dispose();
        GC.SuppressFinalize(this);
    }

    [ShellFact]
    public void A_line_without_end_is_cut_and_what_follows_it_is_understood()
    {
        _commands.Create("head -c 20000000 /dev/zero | tr '\\0' x; echo; echo 'optaic::metric name=after value=1'; head -c 300000 /dev/zero | tr '\\0' y");
        _commands.Run();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var run = _commands.Run();

        Assert.Equal((RunStatus.Completed, 1), (run.Status, run.Metrics["after"]));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8_000_000);
        Assert.InRange(new FileInfo(Path.Combine(run.LogPath!, "stdout")).Length, 20_300_000, 20_400_000);
    }
}
