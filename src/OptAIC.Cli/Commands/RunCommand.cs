using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Progress;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic run</c></summary>
internal static class RunCommand
{
    /// <summary>Builds it.</summary>
    public static Command Build(string name, string description)
    {
        var instance = Options.Optional("instance", "Name, id or path of an instance");
        var backpack = Options.Text("--backpack", "DIR", "Folder or archive of a workflow; its instance is made when there is none, and moved to what the folder holds now when there is ('.' is the current folder)");
        var own = Options.Text("--name", "NAME", "With --backpack: name of the instance (default: the backpack's)");
        var config = Options.Repeatable("--config", "KEY=VALUE", "With --backpack: config value");
        var tag = Options.Repeatable("--tag", "TAG", "With --backpack: tag");
        var whatIf = RunOptions.WhatIf();
        var (overlap, timeout, retries, retryDelay) = (RunOptions.Overlap("fail"), RunOptions.Timeout(), RunOptions.Retries(), RunOptions.RetryDelay());
        var interactive = Options.Flag("--interactive", "Work on its notebook in a browser instead of running it: starts JupyterLab or the classic server here and prints what to open");
        var recursive = Options.Flag("--recursive", "First refresh what is not ready upstream");
        var refreshEnvironment = RunOptions.RefreshEnvironment();
        return new Verb(name, description, "optaic run --backpack ./matmul\noptaic run matmul", call =>
        {
            var line = call.Line;
            var (named, folder) = (line.GetValue(instance), line.GetValue(backpack));
            if (named is null == folder is null)
            {
                throw new UsageException("'run' takes an instance, or --backpack", "optaic run NAME, or optaic run --backpack DIR");
            }

            if (folder is null && (line.GetValue(own) is not null || line.GetValue(config) is { Length: > 0 } || line.GetValue(tag) is { Length: > 0 }))
            {
                throw new UsageException("--name, --config and --tag go with --backpack", $"change an instance that is there with: optaic instance set {named}");
            }

            var request = new FlowRunRequest
            {
                Recursive = line.GetValue(recursive),
                Interactive = line.GetValue(interactive) ? InteractiveSession.New() : null,
                Overlap = line.Choice<OverlapPolicy>(overlap),
                Timeout = line.Duration(timeout),
                MaxRetries = line.Count(retries, least: 0),
                RetryDelay = line.Duration(retryDelay),
                RefreshEnvironment = line.GetValue(refreshEnvironment),
            };
            if (folder is not null)
            {
                var said = new InstanceRequest { Backpack = folder, Name = line.GetValue(own), Config = line.GetValue(config) ?? [], Tags = line.GetValue(tag) ?? [] };
                if (line.GetValue(whatIf))
                {
                    Preview(call, said);
                    return Errors.ExitCode.Done;
                }

                named = Prepare(call, said);
            }

            request = call.Workspace.Flows.Again(request with { Targets = [new FlowTarget(named!)] });
            return line.GetValue(whatIf) ? PlanRun.Preview(call, request, explain: false) : PlanRun.Run(call, request);
        })
        { instance, backpack, own, config, tag, recursive, interactive, whatIf, overlap, timeout, retries, retryDelay, refreshEnvironment };
    }

    private static void Preview(Invocation call, InstanceRequest request)
    {
        var instance = call.Workspace.Instances.Create(request, whatIf: true, call.Cancellation);
        call.Show(instance, Output.Json.Document.OptInstance, screen =>
        {
            screen.Line($"would create {instance.Name} ({instance.Definition}), or move it there, and run it");
            Output.InstanceOutput.WritePreview(screen, instance);
        });
    }

    private static string Prepare(Invocation call, InstanceRequest request)
    {
        var prepared = call.Workspace.Instances.OfBackpack(request, call.Cancellation);
        if (!call.Json)
        {
            var (name, definition) = (prepared.Instance.Name, prepared.Instance.Definition);
            if (prepared.IsNew)
            {
                call.Screen.Line($"created {name} ({definition})");
            }
            else if (prepared.Change is not null)
            {
                call.Screen.Line($"moved {name} to what the backpack holds now ({definition})");
            }
        }

        return prepared.Instance.Id.ToString("D");
    }
}
