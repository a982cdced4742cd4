using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Errors;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic schedule due</c> and <c>optaic schedule run</c>.</summary>
internal static class DueCommands
{
    /// <summary>Starts what is due, and ends when nothing is any more.</summary>
    public static Verb Due() => new(
        "due",
        "Start what is due and wait for it: what the operating system's scheduler calls; exit 1 when a run failed or an alert stands",
        "optaic schedule due\noptaic schedule due --json",
        call =>
        {
            var result = call.Wait(cancellation => call.Workspace.Schedules.DueAsync(call.Json ? null : new Lines(call), cancellation));
            call.Show(result.Events, Json.Document.IReadOnlyListOptScheduleEvent, screen =>
            {
                if (result.Events.Count == 0)
                {
                    screen.Line("nothing is due");
                }
            });
            return result.ExitCode == ExitCode.Failed ? throw new ScheduleFailedException(result) : result.ExitCode;
        });

    /// <summary>Starts whatever becomes due, until Ctrl+C.</summary>
    public static Verb Run() => new(
        "run",
        "Start whatever becomes due, one line per event, until Ctrl+C: for containers and for looking on",
        "optaic schedule run --root ~/research",
        call =>
        {
            var schedules = call.Workspace.Schedules;
            if (!call.Json)
            {
                call.Screen.Line("waiting for what becomes due; Ctrl+C ends it");
                call.Screen.Writer.Flush();
            }

            call.Wait(cancellation => schedules.RunAsync(new Lines(call), cancellation));
            return ExitCode.Done;
        });

    /// <summary>Each event in a line, written at once.</summary>
    private sealed class Lines(Invocation call) : IProgress<OptScheduleEvent>
    {
        public void Report(OptScheduleEvent value)
        {
            if (call.Json)
            {
                Json.Write(call.Screen.Writer, value, Json.Line.OptScheduleEvent);
            }
            else
            {
                call.Screen.Line(ScheduleOutput.Line(call.Screen, value));
            }

            call.Screen.Writer.Flush();
        }
    }
}
