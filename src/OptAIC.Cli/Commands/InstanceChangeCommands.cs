using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance set</c>, <c>optaic instance update</c> and <c>optaic instance rename</c>.</summary>
internal static class InstanceChangeCommands
{
    /// <summary>Changes the spec of an instance.</summary>
    public static Verb Set()
    {
        var name = Options.Required("name", "Name, id or path");
        var spec = new SpecOptions();
        var migrate = Options.Flag("--migrate", "With another store: copy all loads, with their knowledge dates, to it");
        var discard = Options.Flag("--discard-data", "With another store: begin with an empty one");
        var whatIf = Options.Flag("--what-if", "Check everything and show the differences, but change nothing");
        var verb = new Verb(
            "set",
            "Change an instance: config, upstreams, parts, schedule, tags",
            "optaic instance set prices --config symbols='[AAPL, MSFT]' --what-if\noptaic instance set prices -f prices.yml",
            call =>
            {
                var line = call.Line;
                if (line.GetValue(migrate) && line.GetValue(discard))
                {
                    throw new UsageException("--migrate and --discard-data exclude each other", "say one of them");
                }

                var request = spec.Read(line) with { Migrate = line.GetValue(migrate), DiscardData = line.GetValue(discard) };
                var change = call.Workspace.Instances.Set(line.GetRequiredValue(name), request, line.GetValue(whatIf), call.Cancellation);
                call.Show(change, Json.Document.OptInstanceChange, screen => InstanceChangeOutput.Write(screen, change));
            })
        { name, migrate, discard, whatIf };
        spec.AddTo(verb);
        return verb;
    }

    /// <summary>Gives an instance another name.</summary>
    public static Verb Rename()
    {
        var name = Options.Required("name", "Name, id or path");
        var to = Options.Required("new-name", "The name that it is to have");
        var whatIf = Options.Flag("--what-if", "Check it and show the change, but change nothing");
        return new("rename", "Give an instance another name; id, directory, runs and what depends on it stay", "optaic instance rename momentum momentum_12m", call =>
        {
            var line = call.Line;
            var change = call.Workspace.Instances.Rename(line.GetRequiredValue(name), line.GetRequiredValue(to), line.GetValue(whatIf), call.Cancellation);
            call.Show(change, Json.Document.OptInstanceChange, screen => InstanceChangeOutput.Write(screen, change));
        })
        { name, to, whatIf };
    }

    /// <summary>Moves instances to other versions of their definitions.</summary>
    public static Verb Update()
    {
        var name = Options.Optional("name", "Name, id or path");
        var to = Options.Text("--to", "VERSION", "Version or range, also an older one (default: the newest)");
        var part = Options.Text("--part", "PART", "Only this part of a dataset: pipeline, store or accessor");
        var all = Options.Flag("--all", "Every instance for which a newer version is registered");
        var whatIf = Options.Flag("--what-if", "Check everything and show the differences, but change nothing");
        return new(
            "update",
            "Move an instance to another version of its definition",
            "optaic instance update prices --what-if\noptaic instance update prices --to 1.2.0\noptaic instance update --all",
            call =>
            {
                var line = call.Line;
                if (line.GetValue(all))
                {
                    if (line.GetValue(name) is not null || line.GetValue(to) is not null || line.GetValue(part) is not null)
                    {
                        throw new UsageException("--all goes with --what-if only", "name one instance to say a version or a part");
                    }

                    var changes = call.Workspace.Instances.UpdateAll(line.GetValue(whatIf), call.Cancellation);
                    call.Show(changes, Json.Document.IReadOnlyListOptInstanceChange, screen => InstanceChangeOutput.Write(screen, changes));
                    return;
                }

                var reference = line.GetValue(name) ?? throw new UsageException("no instance is named", "optaic instance update NAME, or --all");
                var change = call.Workspace.Instances.Update(reference, new UpdateRequest { To = line.GetValue(to), Part = line.GetValue(part) }, line.GetValue(whatIf), call.Cancellation);
                call.Show(change, Json.Document.OptInstanceChange, screen => InstanceChangeOutput.Write(screen, change));
            })
        { name, to, part, all, whatIf };
    }
}
