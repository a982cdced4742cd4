using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance set</c>, <c>optaic instance update</c> and <c>optaic instance rename</c>.</summary>
internal static class InstanceChangeCommands
{
    /// <summary>Changes the spec of an instance.</summary>
    public static Verb Set()
    {
        var instances = new InstanceArguments();
        var spec = new SpecOptions();
        var migrate = Options.Flag("--migrate", "With another store: copy all loads, with their knowledge dates, to it");
        var discard = Options.Flag("--discard-data", "With another store: begin with an empty one");
        var whatIf = Options.Flag("--what-if", "Check everything and show the differences, but change nothing");
        var verb = new Verb(
            "set",
            "Change instances: config, upstreams, parts, schedule, tags",
            "optaic instance set prices --config symbols='[AAPL, MSFT]' --what-if\noptaic instance set prices -f prices.yml\noptaic instance set tag:nightly --tz Europe/Berlin",
            call =>
            {
                var line = call.Line;
                if (line.GetValue(migrate) && line.GetValue(discard))
                {
                    throw new UsageException("--migrate and --discard-data exclude each other", "say one of them");
                }

                var request = spec.Read(line) with { Migrate = line.GetValue(migrate), DiscardData = line.GetValue(discard) };
                if (instances.One(line) is { } one)
                {
                    var change = call.Workspace.Instances.Set(one, request, line.GetValue(whatIf), call.Cancellation);
                    call.Show(change, Json.Document.OptInstanceChange, screen => InstanceChangeOutput.Write(screen, change));
                    return;
                }

                if (request.SpecFile is not null)
                {
                    throw new UsageException("a spec file says all of one instance", "name that instance, or say with --config and the like what is to change");
                }

                var changes = call.Workspace.Instances.Set(instances.Filter(line), request, line.GetValue(whatIf), call.Cancellation);
                call.Show(changes, Json.Document.IReadOnlyListOptInstanceChange, screen => InstanceChangeOutput.Write(screen, changes, "no instance is meant"));
            })
        { instances.Names, instances.Exclude, migrate, discard, whatIf };
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
        var name = Options.Any("name", "Names, ids, paths, patterns with * and ?, or selectors as in refresh");
        var exclude = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");
        var to = Options.Text("--to", "VERSION", "Version or range, also an older one (default: the newest)");
        var part = Options.Text("--part", "PART", "Only this part of a dataset: pipeline, store or accessor");
        var all = Options.Flag("--all", "Every instance for which a newer version is registered");
        var whatIf = Options.Flag("--what-if", "Check everything and show the differences, but change nothing");
        return new(
            "update",
            "Move instances to another version of their definitions",
            "optaic instance update prices --what-if\noptaic instance update 'tag:nightly'\noptaic instance update prices --to 1.2.0\noptaic instance update --all",
            call =>
            {
                var line = call.Line;
                var (names, preview) = (line.GetValue(name) ?? [], line.GetValue(whatIf));
                var request = new UpdateRequest { To = line.GetValue(to), Part = line.GetValue(part) };
                if (line.GetValue(all))
                {
                    if (names.Length > 0 || request != new UpdateRequest() || line.GetValue(exclude) is { Length: > 0 })
                    {
                        throw new UsageException("--all goes with --what-if only", "name instances to say a version or a part");
                    }

                    Show(call, call.Workspace.Instances.UpdateAll(preview, call.Cancellation));
                }
                else if (names is [var only] && !InstanceFilter.MeansSeveral(only) && line.GetValue(exclude) is not { Length: > 0 })
                {
                    var change = call.Workspace.Instances.Update(only, request, preview, call.Cancellation);
                    call.Show(change, Json.Document.OptInstanceChange, screen => InstanceChangeOutput.Write(screen, change));
                }
                else if (names.Length > 0)
                {
                    Show(call, call.Workspace.Instances.Update(new InstanceFilter { Names = names, Exclude = line.GetValue(exclude) ?? [] }, request, preview, call.Cancellation));
                }
                else
                {
                    throw new UsageException("no instance is named", "optaic instance update NAME, or --all");
                }
            })
        { name, exclude, to, part, all, whatIf };
    }

    private static void Show(Invocation call, IReadOnlyList<OptInstanceChange> changes) =>
        call.Show(changes, Json.Document.IReadOnlyListOptInstanceChange, screen => InstanceChangeOutput.Write(screen, changes, "every instance has the newest versions"));
}
