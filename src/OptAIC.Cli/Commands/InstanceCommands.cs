using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance …</c></summary>
internal static class InstanceCommands
{
    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { Create(), List(), Show(), Latest(), InstanceChangeCommands.Set(), InstanceChangeCommands.Rename(), InstanceCopyCommand.Build(), InstanceChangeCommands.Update(), Stop(), Remove(), InstanceUpkeepCommands.Prune(), InstanceUpkeepCommands.Adopt(), InstanceUpkeepCommands.Usage(), InstanceTransferCommands.Export(), InstanceTransferCommands.Import(), InstanceSyncCommand.Build(), UpdateEnvironmentCommand.Build(), PublishCommand.Build() };

    private static Verb Create()
    {
        var name = Options.Text("--name", "NAME", "Short name (default: made from the definition's)");
        var type = Options.Text("--type", "TYPE", "Type, such as SignalInstance (default: follows from the definition)");
        var spec = new SpecOptions();
        var backpack = Options.Text("--backpack", "DIR", "Folder or archive of a workflow instead of a definition; its sandbox, its data and its environment are prepared");
        var skipData = Options.Flag("--skip-data", "With --backpack: leave its data to be fetched by the first run");
        var skipEnvironment = Options.Flag("--skip-environment", "With --backpack: leave its environment to be prepared by the first run");
        var whatIf = Options.Flag("--what-if", "Check everything and show the instance, but make nothing");
        var verb = new Verb(
            "create",
            "Create an instance with its flows",
            "optaic instance create -f prices.yml\noptaic instance create --backpack ./matmul\noptaic instance create --name momentum --type SignalInstance --definition builtin.expression --config 'expression=ZSCORE(close)' --upstream input=prices",
            call =>
            {
                var line = call.Line;
                var request = spec.Read(line) with
                {
                    Name = line.GetValue(name),
                    Type = line.Choice<InstanceType>(type),
                    Backpack = line.GetValue(backpack),
                    SkipData = line.GetValue(skipData),
                    SkipEnvironment = line.GetValue(skipEnvironment),
                    Tell = words => Say(call, words),
                };
                if (request is { Backpack: not null, Definition: not null } || ((request.SkipData || request.SkipEnvironment) && request.Backpack is null))
                {
                    throw new UsageException(
                        request.Backpack is null ? $"{(request.SkipData ? "--skip-data" : "--skip-environment")} goes with --backpack" : "--backpack and --definition exclude each other",
                        "see 'optaic instance create --help'");
                }

                var preview = line.GetValue(whatIf);
                var instance = request.Backpack is null ? call.Workspace.Instances.Create(request, preview) : call.Workspace.Instances.Create(request, preview, call.Cancellation);
                call.Show(instance, Json.Document.OptInstance, screen =>
                {
                    screen.Line($"{(preview ? "would create" : "created")} {instance.Name} ({instance.Type}, {instance.Definition}){Flows(instance)}");
                    if (preview)
                    {
                        InstanceOutput.WritePreview(screen, instance);
                    }
                });
            })
        { name, type, backpack, skipData, skipEnvironment, whatIf };
        spec.AddTo(verb);
        return verb;
    }

    private static void Say(Invocation call, string words)
    {
        if (!call.Json)
        {
            call.Screen.Line(words);
        }
    }

    private static Verb List()
    {
        var filter = new InstanceFilterOptions();
        var paths = Options.Flag("--show-paths", "Show directories");
        var sort = Options.Text("--sort", "created|name|run|size", "Order: oldest first (default), by name, by the end of the last run, newest first, or by what each takes on the disk, largest first");
        var names = Options.Flag("--names", "Only names, one to a line, without statuses: of very many the first come at once. With --show-paths directories instead");
        return new("list", "List instances", "optaic instance list 'mom*' --status stale --show-paths\noptaic instance list --sort run\noptaic instance list --names --tag nightly", call =>
        {
            if (call.Line.GetValue(names))
            {
                if (call.Line.GetValue(sort) is not null)
                {
                    throw new UsageException("--sort does not go with --names", "names come oldest first; pipe them into sort");
                }

                WriteNames(call, filter.Read(call.Line), call.Line.GetValue(paths));
                return;
            }

            var order = call.Line.Word(sort, "created", "created", "name", "run", "size");
            var wanted = filter.Read(call.Line) with { WithSize = order == "size" };
            var instances = Sorted(call.Workspace.Instances.List(wanted), order);
            call.Show(instances, Json.Document.IReadOnlyListOptInstance, screen => InstanceOutput.WriteList(screen, instances, call.Line.GetValue(paths)));
        })
        { filter.Names, filter.Exclude, filter.Type, filter.Status, filter.Tag, paths, sort, names };
    }

    private static void WriteNames(Invocation call, InstanceFilter filter, bool asPaths)
    {
        var names = call.Workspace.Instances.Entries(filter).Select(i => asPaths ? i.Path : i.Name);
        if (call.Json)
        {
            IReadOnlyList<string> all = [.. names];
            call.Show(all, Json.Document.IReadOnlyListString, _ => { });
            return;
        }

        foreach (var name in names)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            call.Screen.Line(name);
        }
    }

    private static IReadOnlyList<OptInstance> Sorted(IReadOnlyList<OptInstance> instances, string order) => order switch
    {
        "name" => [.. instances.OrderBy(i => i.Name, StringComparer.OrdinalIgnoreCase)],
        "run" => [.. instances.OrderByDescending(i => i.LastRunAt)],
        "size" => [.. instances.OrderByDescending(i => i.Size)],
        _ => instances,
    };

    private static Verb Show()
    {
        var name = Options.Required("name", "Name, id or path");
        var spec = Options.Flag("--spec", "Print the spec as it is stored");
        return new("show", "Show an instance", "optaic instance show prices", call =>
        {
            if (call.Line.GetValue(spec))
            {
                call.Screen.Line(call.Workspace.Instances.Spec(call.Line.GetRequiredValue(name)).TrimEnd());
                return;
            }

            var instance = call.Workspace.Instances.Get(call.Line.GetRequiredValue(name));
            call.Show(instance, Json.Document.OptInstance, screen => InstanceOutput.WriteOne(screen, instance));
        })
        { name, spec };
    }

    private static Verb Latest()
    {
        var by = Options.Text("--by", "created|run", "Newest by creation (default) or by the end of its last run");
        return new("latest", "Print the path of the newest instance", "cd $(optaic instance latest)", call =>
        {
            var order = call.Line.Word(by, "created", "created", "run") == "run" ? LatestBy.Run : LatestBy.Created;
            var instance = call.Workspace.Instances.Latest(order) ?? throw new NothingThereException("there are no instances yet", "create one with 'optaic instance create'");
            call.Show(instance, Json.Document.OptInstance, screen => screen.Line(instance.Path));
        })
        { by };
    }

    private static Verb Stop()
    {
        var name = Options.OneOrMore("name", "Names, ids, paths, patterns with * and ?, or selectors as in refresh");
        var exclude = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");
        return new("stop", "Stop all runs of instances; an idle one is stopped already", "optaic instance stop prices\noptaic instance stop status:running --exclude tag:nightly", call =>
        {
            var filter = new InstanceFilter { Names = call.Line.GetRequiredValue(name), Exclude = call.Line.GetValue(exclude) ?? [] };
            var stopped = call.Wait(cancellation => call.Workspace.Instances.StopAsync(filter, cancellation: cancellation));
            call.Show(stopped, Json.Document.IReadOnlyListStoppedFlow, screen => FlowOutput.WriteStopped(screen, stopped));
        })
        { name, exclude };
    }

    private static Verb Remove()
    {
        var instances = new InstanceArguments();
        var force = Options.Flag("--force", "Even when other instances depend on them");
        var whatIf = Options.Flag("--what-if", "Check everything and show what would be removed, but remove nothing");
        return new("remove", "Move instances with their flows to the trash", "optaic instance remove momentum\noptaic instance remove momentum+ --what-if", call =>
        {
            var (line, isForced) = (call.Line, call.Line.GetValue(force));
            if (line.GetValue(whatIf))
            {
                var going = call.Workspace.Instances.Removable(instances.Filter(line), isForced);
                call.Show(going, Json.Document.IReadOnlyListOptInstance, screen => WriteEach(screen, going, i => $"would remove {i.Name}"));
            }
            else if (instances.One(line) is { } one)
            {
                var removed = call.Workspace.Instances.Remove(one, isForced, call.Cancellation);
                call.Show(removed, Json.Document.RemovedInstance, screen => WriteEach(screen, [removed], Removed));
            }
            else
            {
                var removed = call.Workspace.Instances.Remove(instances.Filter(line), isForced, call.Cancellation);
                call.Show(removed, Json.Document.IReadOnlyListRemovedInstance, screen => WriteEach(screen, removed, Removed));
            }
        })
        { instances.Names, instances.Exclude, force, whatIf };
    }

    private static string Removed(RemovedInstance removed) => $"removed {removed.Instance.Name}; its directory is now {removed.TrashPath}";

    private static void WriteEach<T>(Screen screen, IReadOnlyList<T> items, Func<T, string> words)
    {
        foreach (var item in items)
        {
            screen.Line(words(item));
        }

        if (items.Count == 0)
        {
            screen.Line("no instance is meant");
        }
    }

    private static string Flows(OptInstance instance) =>
        instance.Flows.Count == 0 ? "" : " with " + string.Join(", ", instance.Flows.Select(f => SnakeCase.Of(f.Flow)));
}
