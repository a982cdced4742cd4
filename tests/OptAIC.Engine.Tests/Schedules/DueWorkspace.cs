using OptAIC.Engine.Facade;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Schedules;

/// <summary>A workspace whose clock is set by the test, and in which what is due runs in this process.</summary>
internal sealed class DueWorkspace : IDisposable
{
    private readonly SetClock _clock = new("2026-03-02T00:00:00Z");

    public DueWorkspace() => Test = new TestWorkspace { Time = _clock };

    public TestWorkspace Test { get; }

    /// <summary>What the clock shows.</summary>
    public string Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>Prices that are refreshed by a schedule.</summary>
    public void Prices(string schedule) => Test.Create($"{{name: prices, definition: builtin.csv, config: {{path: prices.csv}}, schedule: {schedule}}}");

    /// <summary>Starts what is due until nothing is any more, as a caller does.</summary>
    public IReadOnlyList<OptScheduleEvent> Due()
    {
        var (events, tried) = (new List<OptScheduleEvent>(), new HashSet<Guid>());
        while (true)
        {
            var found = Claim(tried);
            events.AddRange(found.Events);
            if (found.Claims.Count == 0)
            {
                return events;
            }

            foreach (var claims in DueBatch.Of(found.Claims))
            {
                Run(claims);
            }
        }
    }

    /// <summary>Claims what is due, and starts nothing.</summary>
    public DueFindings Claim(HashSet<Guid>? tried = null)
    {
        using var context = WorkspaceContext.Open(Test.Options);
        var found = DueRound.Claim(context, new ScheduleReader(context), tried ?? [], null, CancellationToken.None);
        tried?.UnionWith(found.Claims.Select(c => c.Record.Id));
        return found;
    }

    public void Run(IReadOnlyList<ClaimedFlow> claims) => Test.Run(new FlowRunRequest
    {
        Targets = [.. claims.Select(c => new FlowTarget(c.Record.Instance.ToString("D"), c.Record.Flow))],
        Claims = [.. claims.Select(c => c.Record.Id)],
        Trigger = TriggerKind.Schedule,
        AsOf = claims[0].Record.AsOf,
    });

    /// <summary>Looks for what people should be alerted to.</summary>
    public (IReadOnlyList<OptScheduleEvent> News, IReadOnlyCollection<FlowKey> Standing) Alerts()
    {
        using var context = WorkspaceContext.Open(Test.Options);
        var reader = new ScheduleReader(context);
        return new AlertRound(context, reader).Look(DueFlows.Look(context, reader, context.Time.GetUtcNow()), CancellationToken.None);
    }

    /// <summary>Runs of an instance, oldest first.</summary>
    public IReadOnlyList<OptRun> Runs(string instance) => [.. Test.With(w => w.Runs.List(new RunFilter { Instance = instance, Limit = int.MaxValue })).Reverse()];

    public OptSchedule Schedule(string flow, int count = 1) => Test.With(w => w.Schedules.List([flow], count: count)).Single();

    public static string Text(IEnumerable<OptScheduleEvent> events) => string.Join("; ", events.Select(e => $"{e.Kind} {e}{(e.Count is { } n ? $" x{n}" : "")}"));

    public void Dispose() => Test.Dispose();
}
