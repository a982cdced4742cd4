using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class EventTests : IDisposable
{
    private readonly SlowFlow _slow = new();

    private Optaic Optaic => _slow.Optaic;

    public void Dispose() => _slow.Dispose();

    [Fact]
    public async Task A_follower_in_one_process_is_told_what_another_does_until_it_is_interrupted()
    {
        using var follower = Optaic.Start("events", "--follow", "--json", "--since", "2024-01-01", "--action", "instance.created", "--action", "run.*");
        Assert.Equal("instance.created", (await NextAsync(follower.StandardOutput)).GetProperty("action").GetString());

        var start = Optaic.RunAsync("flow", "start", "slow");
        var started = await NextAsync(follower.StandardOutput);
        Assert.Equal("run.started", started.GetProperty("action").GetString());
        Assert.Equal("slow.refresh", started.GetProperty("resource").GetString());
        _slow.Release("1.5");
        Assert.Equal("run.completed", (await NextAsync(follower.StandardOutput)).GetProperty("action").GetString());

        Assert.Equal(0, (await start).ExitCode);
        if (OperatingSystem.IsWindows())
        {
            follower.Kill();
            return;
        }

        UnixSignal.Send(follower.Id, UnixSignal.Interrupt);
        await follower.WaitForExitAsync();
        Assert.Equal(130, follower.ExitCode);
    }

    [Fact]
    public void What_happened_is_listed_for_people_and_programs()
    {
        Assert.Contains("instance.created", Optaic.Run("events").Output, StringComparison.Ordinal);
        var events = Optaic.Json("events", "--resource", "slow", "--limit", "1");
        Assert.Equal("slow", Assert.Single(events.EnumerateArray()).GetProperty("resource").GetString());
        Assert.Equal(2, Optaic.Run("events", "--since", "yesterday").ExitCode);
    }

    private static async Task<JsonElement> NextAsync(StreamReader output) =>
        JsonDocument.Parse((await output.ReadLineAsync())!).RootElement;
}
