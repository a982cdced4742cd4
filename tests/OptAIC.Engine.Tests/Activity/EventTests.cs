using System.Text;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Activity;

public sealed class EventTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TestWorkspace _workspace = new();

    private string Log => Path.Combine(_workspace.Root, "activity.jsonl");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Every_change_is_listed_oldest_first()
    {
        _workspace.CreatePrices();
        _workspace.Refresh("prices");

        Assert.Equal(["workspace.created", "instance.created", "run.started", "run.completed"], List().Select(e => e.Action));
    }

    [Fact]
    public void An_instance_means_its_flows_too_and_a_flow_only_itself()
    {
        _workspace.CreatePrices();
        _workspace.CreateSignal("prices-2", "prices");
        _workspace.Refresh("prices");

        Assert.Equal(["instance.created", "run.started", "run.completed"], List(new() { Resources = ["PRICES"] }).Select(e => e.Action));
        Assert.Equal(["run.started", "run.completed"], List(new() { Resources = ["prices.refresh"] }).Select(e => e.Action));
        Assert.Equal(2, List(new() { Resources = ["prices*"], Actions = ["*.created"] }).Count);
    }

    [Fact]
    public void The_last_lines_of_a_long_log_are_found_wherever_its_blocks_begin()
    {
        Append(50_000);

        Assert.Equal(["e49997", "e49998", "e49999"], List(new() { Limit = 3 }).Select(e => e.Resource));
        Assert.Equal(["e7"], List(new() { Limit = 3, Resources = ["e7"] }).Select(e => e.Resource));
        Assert.Equal(50_001, List(new() { Since = DateTimeOffset.UnixEpoch }).Count);
    }

    [Fact]
    public void What_happened_before_a_time_is_left_out()
    {
        Append(1);
        var later = DateTimeOffset.UtcNow.AddMinutes(-1);

        Assert.Equal(["workspace.created"], List(new() { Since = later }).Select(e => e.Action));
    }

    [Fact]
    public async Task A_follower_sees_what_another_does_and_nothing_from_before()
    {
        using var follower = await FollowerAsync();

        _workspace.CreatePrices();

        Assert.Equal("prices", (await follower.NextAsync()).Resource);
    }

    [Fact]
    public async Task A_follower_that_asks_for_the_past_gets_it_first_and_once()
    {
        _workspace.CreatePrices();
        using var follower = new Follower(_workspace, new() { Actions = ["instance.*"], Since = DateTimeOffset.UnixEpoch });
        Assert.Equal("prices", (await follower.NextAsync()).Resource);

        _workspace.CreateSignal("signal", "prices");

        Assert.Equal("signal", (await follower.NextAsync()).Resource);
    }

    [Fact]
    public async Task A_line_is_given_once_it_is_whole()
    {
        using var follower = await FollowerAsync();
        var line = Line("torn");

        AppendRaw(line[..20]);
        var next = follower.NextAsync();
        await Task.WhenAny(next, Task.Delay(150));
        Assert.False(next.IsCompleted);
        AppendRaw(line[20..] + "\n");

        Assert.Equal("torn", (await next).Resource);
    }

    [Fact]
    public async Task A_line_that_a_full_disk_cut_short_is_passed_over()
    {
        using var follower = await FollowerAsync();

        AppendRaw(Line("cut")[..20] + "\n" + Line("whole") + "\n");

        Assert.Equal("whole", (await follower.NextAsync()).Resource);
    }

    [Fact]
    public async Task A_log_that_takes_the_place_of_another_is_read_from_its_beginning()
    {
        Append(100);
        using var follower = await FollowerAsync();

        File.Delete(Log);
        AppendRaw(Line("fresh") + "\n");

        Assert.Equal("fresh", (await follower.NextAsync()).Resource);
    }

    [Fact]
    public async Task Following_ends_when_it_is_cancelled()
    {
        using var follower = await FollowerAsync();
        var next = follower.NextAsync();

        follower.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private IReadOnlyList<OptEvent> List(EventFilter? filter = null) => _workspace.With(w => w.Events.List(filter));

    // Nothing says that it listens already, so it is told until it has heard something.
    private async Task<Follower> FollowerAsync()
    {
        var follower = new Follower(_workspace, new());
        var first = follower.NextAsync();
        while (!first.IsCompleted)
        {
            AppendRaw(Line("hello") + "\n");
            await Task.WhenAny(first, Task.Delay(50));
        }

        await first;
        follower.PassedOver = "hello";
        return follower;
    }

    private void Append(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(Line($"e{i}")).Append('\n');
        }

        AppendRaw(text.ToString());
    }

    private void AppendRaw(string text) => File.AppendAllText(Log, text);

    private static string Line(string resource) =>
        $$$"""{"time":"2024-01-02T03:04:05.000Z","actor":"tester","action":"test.made","resource":"{{{resource}}}","payload":{"number":"1"}}""";

    private sealed class Follower : IDisposable
    {
        private readonly CancellationTokenSource _stop = new(Patience);
        private readonly Engine.Workspace _workspace;
        private readonly IAsyncEnumerator<OptEvent> _events;

        public Follower(TestWorkspace workspace, EventFilter filter)
        {
            _workspace = workspace.Open();
            _events = _workspace.Events.FollowAsync(filter, _stop.Token).GetAsyncEnumerator(_stop.Token);
        }

        public string? PassedOver { get; set; }

        public async Task<OptEvent> NextAsync()
        {
            do
            {
                Assert.True(await _events.MoveNextAsync());
            }
            while (_events.Current.Resource == PassedOver);

            return _events.Current;
        }

        public void Cancel() => _stop.Cancel();

        public void Dispose()
        {
            _stop.Dispose();
            _workspace.Dispose();
        }
    }
}
