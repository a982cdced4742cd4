using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic schedule …</c></summary>
internal static class ScheduleCommands
{
    public const string WhichFlows = "Instance, instance.flow, pattern with * and ?, or selector as in refresh";

    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) =>
        new(name, description) { List(), Next(), Explain(), ScheduleChangeCommands.Set(), ScheduleChangeCommands.Switch("enable", true), ScheduleChangeCommands.Switch("disable", false), DueCommands.Due(), DueCommands.Run(), ScheduleTickCommands.Export(), ScheduleTickCommands.Register(), ScheduleTickCommands.Unregister() };

    private static Verb List()
    {
        var targets = Options.Any("flow", WhichFlows);
        var exclude = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");
        return new Verb("list", "List schedules with how they stand and their next planned instants", "optaic schedule list\noptaic schedule list tag:nightly", call =>
        {
            var schedules = call.Workspace.Schedules.List(call.Line.GetValue(targets), exclude: call.Line.GetValue(exclude));
            call.Show(schedules, Json.Document.IReadOnlyListOptSchedule, screen => ScheduleOutput.WriteList(screen, schedules));
        })
        { targets, exclude };
    }

    private static Verb Explain()
    {
        var targets = Options.OneOrMore("flow", WhichFlows);
        var count = Options.Text("--count", "N", "How many planned instants (default: 10)");
        var from = Options.Text("--from", "TIME", "The instant that they come after (default: now)");
        return new Verb("explain", "Say how it stands with a schedule and why, and when it fires next by which rule", "optaic schedule explain prices.refresh --count 5", call =>
        {
            var line = call.Line;
            var (most, after) = (line.Count(count) ?? 10, line.Since(from));
            var schedules = call.Workspace.Schedules.List(line.GetRequiredValue(targets), count: most, from: after);
            call.Show(schedules, Json.Document.IReadOnlyListOptSchedule, screen => ScheduleOutput.WriteExplained(screen, schedules));
        })
        { targets, count, from };
    }

    private static Verb Next()
    {
        var flow = Options.Optional("flow", "A flow, to ask its schedule instead of an expression");
        var cron = Options.Text("--cron", "EXPRESSION", "Cron expression, such as \"0 6 * * 1-5\"");
        var zone = Options.Text("--tz", "ZONE", "Time zone, such as America/New_York (default: UTC)");
        var from = Options.Text("--from", "TIME", "The instant to look from (default: now)");
        var count = Options.Text("--count", "N", "How many (default: 1)");
        var inclusive = Options.Flag("--inclusive", "The instant itself counts, where the expression matches its clock");
        var previous = Options.Flag("--previous", "Look back instead, the last one first");
        var explain = Options.Flag("--explain", "Say by which rule each is one");
        const string example = "optaic schedule next --cron \"30 2 * * *\" --tz Europe/Berlin --from 2026-03-28 --count 3 --explain\noptaic schedule next prices.refresh --count 3";
        return new Verb("next", "When a cron expression fires, which needs no workspace, or the schedule of a flow", example, call =>
        {
            var line = call.Line;
            var occurrences = line.GetValue(flow) is { } name
                ? OfFlow(call, name, line.GetValue(cron) ?? line.GetValue(zone), line.GetValue(inclusive) || line.GetValue(previous), line.Count(count) ?? 1, line.Since(from))
                : Occurrences.Of(new OccurrenceRequest
                {
                    Cron = line.GetValue(cron) ?? throw new UsageException("'schedule next' needs a flow or --cron", "see 'optaic schedule next --help'"),
                    TimeZone = line.GetValue(zone),
                    From = line.Since(from),
                    Count = line.Count(count) ?? 1,
                    Inclusive = line.GetValue(inclusive),
                    Previous = line.GetValue(previous),
                });
            call.Show(occurrences, Json.Document.IReadOnlyListOptOccurrence, screen => ScheduleOutput.Write(screen, occurrences, line.GetValue(explain)));
        })
        { flow, cron, zone, from, count, inclusive, previous, explain };
    }

    private static IReadOnlyList<OptOccurrence> OfFlow(Invocation call, string flow, string? expression, bool isOdd, int count, DateTimeOffset? from)
    {
        if (expression is not null || isOdd)
        {
            throw new UsageException("--cron, --tz, --inclusive and --previous go with an expression, not with a flow", "leave the flow out, or those");
        }

        return call.Workspace.Schedules.List([flow], count: count, from: from) is [var schedule] ? schedule.Next : throw new UsageException($"'{flow}' means several flows", "name one: prices.refresh");
    }
}
