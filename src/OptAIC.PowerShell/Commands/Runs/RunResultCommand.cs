using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that get what runs left: those that are named, or the last completed one of each instance.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RunResultCommand : WorkspaceCommand
{
    private const string InstanceSet = "Instance";
    private const string RunSet = "Run";

    /// <summary>Instances whose last completed run is meant.</summary>
    [Parameter(ParameterSetName = InstanceSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Name of the instance, or its id; its last completed run is meant. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Instance { get; set; } = [];

    /// <summary>Which flow of the instance.</summary>
    [Parameter(ParameterSetName = InstanceSet, Position = 1, HelpMessage = "Which flow of the instance. Default: whichever completed last")]
    public FlowKind? Flow { get; set; }

    /// <summary>Runs.</summary>
    [Parameter(ParameterSetName = RunSet, Mandatory = true, ValueFromPipeline = true, HelpMessage = "Id of a run, a unique beginning of it, or 'latest'")]
    [Alias("Id")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Run { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var run in Run)
        {
            ForItem(run, () => Write(Workspace.Runs.Get(run.Text)));
        }

        foreach (var instance in Instance)
        {
            ForItem(instance, () =>
            {
                foreach (var run in LastCompleted(instance))
                {
                    Write(Workspace.Runs.Get(run.Id.ToString("D")));
                }
            });
        }
    }

    /// <summary>Writes what a run left.</summary>
    private protected abstract void Write(OptRun run);

    private IEnumerable<OptRun> LastCompleted(InstanceReference reference)
    {
        IReadOnlyList<OptInstance> instances = reference.IsPattern
            ? Workspace.Instances.List(new InstanceFilter { Names = [reference.Text] })
            : [Workspace.Instances.Get(reference.Text)];
        return instances.SelectMany(i => Workspace.Runs.List(
            new RunFilter { Instance = i.Name, Flow = Flow ?? reference.Flow, Status = RunStatus.Completed, Limit = 1 }));
    }
}
