using System.CommandLine;
using System.Text.Json;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic events</c></summary>
internal static class EventsCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Build(string name, string description)
    {
        var follow = Options.Flag("--follow", "Go on with what happens, until interrupted; with --json one object per line");
        var resource = Options.Repeatable("--resource", "NAME", "Only of this instance, flow, definition … (* and ? allowed)");
        var action = Options.Repeatable("--action", "ACTION", "Only this, such as run.failed or run.*");
        var since = Options.Text("--since", "TIME", "Only from this instant on");
        var limit = Options.Text("--limit", "N", "Most lines of the past (default: 50, or all with --since; none with --follow)");
        return new Verb(name, description, "optaic events --follow --action 'run.*'", call =>
        {
            var line = call.Line;
            var filter = new EventFilter
            {
                Resources = line.GetValue(resource) ?? [],
                Actions = line.GetValue(action) ?? [],
                Since = line.Since(since),
                Limit = line.Count(limit, least: 0),
            };
            if (line.GetValue(follow))
            {
                call.Wait(cancellation => FollowAsync(call, filter, cancellation));
                return;
            }

            var events = call.Workspace.Events.List(filter);
            call.Show(events, Json.Document.IReadOnlyListOptEvent, screen => EventOutput.WriteList(screen, events));
        })
        { follow, resource, action, since, limit };
    }

    private static async Task FollowAsync(Invocation call, EventFilter filter, CancellationToken cancellation)
    {
        await foreach (var activity in call.Workspace.Events.FollowAsync(filter, cancellation))
        {
            if (call.Json)
            {
                call.Screen.Line(JsonSerializer.Serialize(activity, Json.Line.OptEvent));
            }
            else
            {
                EventOutput.WriteOne(call.Screen, activity);
            }

            call.Screen.Writer.Flush();
        }
    }
}
