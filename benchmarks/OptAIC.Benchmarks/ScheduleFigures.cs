using System.Globalization;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Benchmarks;

/// <summary>Looks for what is due over many schedules of which none is: what an operating system's scheduler does every few minutes.</summary>
internal static class ScheduleFigures
{
    private const int Schedules = 10_000;

    public static void Report(ScratchFolder folder)
    {
        using var context = WorkspaceContext.Initialize(new WorkspaceOptions { Root = folder.Combine("schedules") });
        Fill(context);
        Timing.Print($"what is due of {Schedules:N0} schedules, none is", Timing.Median(11, _ => Look(context, withAlerts: false)), "goal 60 ms");
        Timing.Print("  with the look for alerts", Timing.Median(11, _ => Look(context, withAlerts: true)), "goal 60 ms");
    }

    // As a process does that was just started: nothing is known from before.
    private static void Look(WorkspaceContext context, bool withAlerts)
    {
        var reader = new ScheduleReader(context);
        var found = DueRound.Claim(context, reader, new HashSet<Guid>(), context.Time.GetUtcNow(), CancellationToken.None);
        if (withAlerts)
        {
            new AlertRound(context, reader).Look(found.Due, CancellationToken.None);
        }
    }

    // Each has an expression of its own, so that none is read for another.
    private static void Fill(WorkspaceContext context) => context.Registry.InOneTransaction(() =>
    {
        for (var i = 0; i < Schedules; i++)
        {
            var key = new FlowKey(Guid.CreateVersion7(), FlowKind.Refresh);
            var expression = string.Create(CultureInfo.InvariantCulture, $"{i % 60} {i / 60 % 24} {(i / 1440) + 1}-28 * 1-5");
            var schedule = new ScheduleRow { Key = key, Spec = """{"catch_up":"last","enabled":true,"timezone":"America/New_York","type":"cron"}""", Expression = expression, Since = DateTimeOffset.UtcNow };
            context.Registry.Put(Row(key, i), [schedule], []);
        }
    });

    private static InstanceRow Row(FlowKey key, int number) => new()
    {
        Id = key.Instance,
        Name = string.Create(CultureInfo.InvariantCulture, $"scheduled{number}"),
        Type = InstanceType.DatasetInstance,
        Definition = "builtin.csv@1.0.0",
        DefinitionHash = "d",
        ConfigHash = "c",
        Directory = string.Create(CultureInfo.InvariantCulture, $"oi_scheduled{number}"),
        Generation = 1,
        CreatedAt = DateTimeOffset.UtcNow,
        Flows = [new FlowRow { Key = key, Handle = key.Instance, Policy = new FlowPolicy() }],
    };
}
