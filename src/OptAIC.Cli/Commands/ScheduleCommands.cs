using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic schedule …</c></summary>
internal static class ScheduleCommands
{
    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { Next(), ScheduleTickCommands.Export(), ScheduleTickCommands.Register(), ScheduleTickCommands.Unregister() };

    private static Verb Next()
    {
        var cron = Options.Text("--cron", "EXPRESSION", "Cron expression, such as \"0 6 * * 1-5\"");
        var zone = Options.Text("--tz", "ZONE", "Time zone, such as America/New_York (default: UTC)");
        var from = Options.Text("--from", "TIME", "The instant to look from (default: now)");
        var count = Options.Text("--count", "N", "How many (default: 1)");
        var inclusive = Options.Flag("--inclusive", "The instant itself counts, where the expression matches its clock");
        var previous = Options.Flag("--previous", "Look back instead, the last one first");
        var explain = Options.Flag("--explain", "Say by which rule each is one");
        const string example = "optaic schedule next --cron \"30 2 * * *\" --tz Europe/Berlin --from 2026-03-28 --count 3 --explain";
        return new Verb("next", "When a cron expression fires; needs no workspace", example, call =>
        {
            var line = call.Line;
            var request = new OccurrenceRequest
            {
                Cron = line.GetValue(cron) ?? throw new UsageException("'schedule next' needs --cron", "see 'optaic schedule next --help'"),
                TimeZone = line.GetValue(zone),
                From = line.Since(from),
                Count = line.Count(count) ?? 1,
                Inclusive = line.GetValue(inclusive),
                Previous = line.GetValue(previous),
            };
            var occurrences = Occurrences.Of(request);
            call.Show(occurrences, Json.Document.IReadOnlyListOptOccurrence, screen => ScheduleOutput.Write(screen, occurrences, line.GetValue(explain)));
        })
        { cron, zone, from, count, inclusive, previous, explain };
    }
}
