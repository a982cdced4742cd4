using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Schedules;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic schedule set</c>, <c>enable</c> and <c>disable</c>.</summary>
internal static class ScheduleChangeCommands
{
    private const string WhatIfText = "Check everything and show the differences, but change nothing";

    /// <summary>Changes the schedule of a flow.</summary>
    public static Verb Set()
    {
        var target = Options.Required("flow", "Instance or instance.flow");
        var kind = Options.Text("--kind", "KIND", "cron, interval, upstream or manual (default: what the other options imply, else as it is)");
        var cron = Options.Text("--cron", "EXPRESSION", "Cron expression, such as \"0 6 * * 1-5\"");
        var every = Options.Text("--every", "MINUTES", "Minutes between two instants");
        var (opens, closes) = (Options.Text("--from", "HH:MM", "When the window of an interval opens"), Options.Text("--to", "HH:MM", "When it closes"));
        var days = Options.Text("--days", "DAYS", "The weekdays on which it opens, such as mon-fri");
        var business = Options.Text("--business-days", "BOOL", "Business days only: true or false");
        var calendar = Options.Text("--calendar", "NAME", "The calendar that says which those are");
        var zone = Options.Text("--tz", "ZONE", "Time zone, such as America/New_York");
        var (start, end) = (Options.Text("--start", "DATE", "The first day or instant"), Options.Text("--end", "DATE", "The last day or instant"));
        var jitter = Options.Text("--jitter", "TIME", "The longest delay behind a planned instant, such as 30s; each flow has its own");
        var grace = Options.Text("--grace", "TIME", "How late a start may be and still be in time, such as 1h (default: 15m)");
        var catchUp = Options.Text("--catch-up", "POLICY", "What is done about missed ones: skip, last or all (default: last)");
        var overlap = RunOptions.Overlap("skip");
        var timeout = Options.Text("--timeout", "TIME", "Longest duration of an attempt, such as 30m");
        var retries = RunOptions.Retries();
        var retryDelay = Options.Text("--retry-delay", "TIME", "Wait before the first of those, such as 1m");
        var whatIf = Options.Flag("--what-if", WhatIfText);
        const string example = "optaic schedule set prices --cron \"0 6 * * 1-5\" --tz America/New_York --jitter 30s\n"
            + "optaic schedule set quotes --every 60 --from 09:30 --to 16:00 --days mon-fri --tz America/New_York\noptaic schedule set momentum --kind upstream";
        return new Verb("set", "Say when a flow runs by itself; what is left out stays as it is", example, call =>
        {
            var line = call.Line;
            Change(call, line.GetRequiredValue(target), line.GetValue(whatIf), new ScheduleRequest
            {
                Kind = line.Choice<ScheduleKind>(kind),
                Cron = line.GetValue(cron),
                IntervalMinutes = line.Count(every),
                StartTime = line.GetValue(opens),
                EndTime = line.GetValue(closes),
                Days = line.GetValue(days),
                BusinessDaysOnly = line.GetValue(business) is null ? null : line.Word(business, "true", "true", "false") == "true",
                Calendar = line.GetValue(calendar),
                TimeZone = line.GetValue(zone),
                Start = line.GetValue(start),
                End = line.GetValue(end),
                Jitter = line.GetValue(jitter),
                Grace = line.GetValue(grace),
                CatchUp = line.Choice<CatchUp>(catchUp),
                Overlap = line.Choice<OverlapPolicy>(overlap),
                Timeout = line.GetValue(timeout),
                MaxRetries = line.Count(retries, least: 0),
                RetryDelay = line.GetValue(retryDelay),
            });
        })
        { target, kind, cron, every, opens, closes, days, business, calendar, zone, start, end, jitter, grace, catchUp, overlap, timeout, retries, retryDelay, whatIf };
    }

    /// <summary>Switches schedules on or off.</summary>
    public static Verb Switch(string name, bool enabled)
    {
        var targets = Options.OneOrMore("flow", ScheduleCommands.WhichFlows);
        var whatIf = Options.Flag("--what-if", WhatIfText);
        var description = enabled ? "Let schedules start flows again; what was planned meanwhile is not made up for" : "Let schedules start nothing; a run that is under way goes on";
        return new Verb(name, description, $"optaic schedule {name} prices.refresh\noptaic schedule {name} tag:nightly --what-if", call =>
        {
            var line = call.Line;
            var changes = call.Workspace.Schedules.Switch(line.GetRequiredValue(targets), flow: null, enabled, line.GetValue(whatIf), call.Cancellation);
            call.Show(changes, Json.Document.IReadOnlyListOptInstanceChange, screen =>
            {
                foreach (var change in changes)
                {
                    InstanceChangeOutput.Write(screen, change);
                }
            });
        })
        { targets, whatIf };
    }

    private static void Change(Invocation call, string target, bool whatIf, ScheduleRequest request)
    {
        if (request == new ScheduleRequest())
        {
            throw new UsageException("nothing to set is given", "see 'optaic schedule set --help'");
        }

        var change = call.Workspace.Schedules.Set(new FlowTarget(target), request, whatIf, call.Cancellation);
        call.Show(change, Json.Document.OptInstanceChange, screen => InstanceChangeOutput.Write(screen, change));
    }
}
