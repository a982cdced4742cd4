using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class OneRunTests : IDisposable
{
    private readonly SlowFlow _slow = new();

    private Optaic Optaic => _slow.Optaic;

    public void Dispose() => _slow.Dispose();

    [Fact]
    public void A_run_is_waited_for_and_stopped_by_itself_and_what_became_of_it_is_the_exit_code()
    {
        Assert.Equal(0, Optaic.Run("flow", "start", "slow", "--detach").ExitCode);
        _slow.WaitUntilWorking();
        var id = _slow.Run().GetProperty("id").GetString()!;

        var early = Optaic.Run("runs", "wait", id, "--timeout", "0.2s");
        Assert.Equal(5, early.ExitCode);
        Assert.StartsWith("error: slow.refresh has not ended within", early.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(4, Optaic.Run("runs", "remove", id).ExitCode);

        Assert.Equal("cancelled", Optaic.Json("runs", "stop", id).GetProperty("status").GetString());
        Assert.Equal(130, Optaic.Run("runs", "wait", id).ExitCode);
        Assert.StartsWith("slow.refresh cancelled", Optaic.Run("runs", "stop", id).Output, StringComparison.Ordinal);

        _slow.Release("1.5");
        Assert.Equal(0, Optaic.Run("flow", "start", "slow", "--detach").ExitCode);
        Assert.Equal(0, Optaic.Run("runs", "wait", "latest", "--timeout", "1m").ExitCode);
        Assert.Contains(Optaic.Json("runs", "compare", id, "latest").EnumerateArray(), d => d.GetProperty("path").GetString() == "status");
        Assert.Equal(0, Optaic.Run("runs", "remove", id).ExitCode);
        Assert.Equal("completed", Assert.Single(Optaic.Json("runs", "list").EnumerateArray()).GetProperty("status").GetString());
    }
}
