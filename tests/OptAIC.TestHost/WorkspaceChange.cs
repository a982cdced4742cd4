using OptAIC.Engine;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Testing;

/// <summary>A change of a workspace, given as words so that another process can make it too.</summary>
public static class WorkspaceChange
{
    /// <summary>Makes the change; <c>false</c> when there is no such change.</summary>
    public static bool Make(string root, string[] change)
    {
        if (change is ["train", var model])
        {
            return Train(root, model);
        }

        if (change is ["due"])
        {
            return StartDue(root);
        }

        if (change is ["prepare", var workflow])
        {
            return Prepare(root, workflow);
        }

        using var workspace = Workspace.Open(new WorkspaceOptions { Root = root });
        switch (change)
        {
            case ["register", var folder]:
                workspace.Definitions.Register(folder);
                return true;
            case ["unregister", var reference]:
                workspace.Definitions.Remove(reference);
                return true;
            case ["create", var spec]:
                workspace.Instances.Create(new InstanceRequest { SpecText = spec });
                return true;
            case ["fetch", var name]:
                workspace.Data.FetchAsync(name).GetAwaiter().GetResult();
                return true;
            case ["set", var name, .. var config]:
                workspace.Instances.Set(name, new InstanceRequest { Config = config });
                return true;
            case ["rename", var name, var other]:
                workspace.Instances.Rename(name, other);
                return true;
            case ["copy", var name, var other]:
                workspace.Instances.Copy(name, other, new CopyRequest { WithData = true });
                return true;
            case ["export", var extension]:
                workspace.Transfer.Export(new InstanceFilter(), root + extension, new ExportRequest { Overwrite = true });
                return true;
            case ["import", var archive]:
                workspace.Transfer.Import(archive);
                return true;
            case ["clear"]:
                workspace.Cache.Clear(new CacheClearRequest());
                return true;
            case ["sync", var name, var folder]:
                workspace.Upkeep.Sync(name, folder);
                return true;
            case ["swap", var name, var store, var data]:
                workspace.Instances.Set(name, new InstanceRequest { Store = store, Migrate = data == "migrate", DiscardData = data == "discard" });
                return true;
            case ["update", var name]:
                workspace.Instances.Update(name);
                return true;
            case ["apply", var stack]:
                workspace.Stacks.Apply(stack, prune: true);
                return true;
            case ["promote", var name, var version]:
                workspace.Instances.PublishAsync(name, new PublishRequest { ModelVersion = version }).GetAwaiter().GetResult();
                return true;
            case ["remove-runs", var where]:
                workspace.Runs.Remove(new RunRemovalRequest { Filter = new RunFilter { Where = where } });
                return true;
            case ["export-runs", var extension]:
                workspace.Runs.Export(workspace.Runs.ListWhole(), root + extension);
                return true;
            case ["remove", var name]:
                workspace.Instances.Remove(name);
                return true;
            default:
                return false;
        }
    }

    // Starts what is due, and runs it in this process, as the runner does in its own.
    private static bool StartDue(string root)
    {
        using var context = WorkspaceContext.Open(new WorkspaceOptions { Root = root });
        var found = DueRound.Claim(context, new ScheduleReader(context), new HashSet<Guid>(), null, CancellationToken.None);
        foreach (var claims in DueBatch.Of(found.Claims))
        {
            using var active = new ActiveRuns();
            var request = new FlowRunRequest
            {
                Targets = [.. claims.Select(c => new FlowTarget(c.Record.Instance.ToString("D"), c.Record.Flow))],
                Claims = [.. claims.Select(c => c.Record.Id)],
                Trigger = TriggerKind.Schedule,
            };
            using var executor = new PlanExecutor(context, FlowPlan.Create(new WorkspaceSnapshot(context), request, context.Time.GetUtcNow()), active, _ => { }, jobs: 1);
            executor.RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        return true;
    }

    // Prepares the environment of a workflow, as a run does before it begins.
    private static bool Prepare(string root, string workflow)
    {
        using var context = WorkspaceContext.Open(new WorkspaceOptions { Root = root });
        var paths = context.PathsOf(InstanceLookup.Find(new WorkspaceSnapshot(context), workflow).Directory);
        var loaded = context.Load(InstanceFolder.Document(paths).Definition!);
        using var prepared = new EnvironmentPreparation(context, workflow, WorkflowFiles.Of(loaded).Environment, Path.Combine(loaded.Folder!, WorkflowFolder.Software))
            .PrepareAsync(paths, _ => { }, CancellationToken.None).GetAwaiter().GetResult();
        return true;
    }

    // Trains a model in this process, as the runner does in its own.
    private static bool Train(string root, string model)
    {
        using var context = WorkspaceContext.Open(new WorkspaceOptions { Root = root });
        using var active = new ActiveRuns();
        var request = new FlowRunRequest { Targets = [new FlowTarget(model, FlowKind.Training)], Force = true };
        var plan = FlowPlan.Create(new WorkspaceSnapshot(context), request, context.Time.GetUtcNow());
        using var executor = new PlanExecutor(context, plan, active, _ => { }, jobs: 1);
        return executor.RunAsync(CancellationToken.None).GetAwaiter().GetResult().Steps[0].Outcome == StepOutcome.Completed;
    }
}
