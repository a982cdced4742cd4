using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Commands;

/// <summary>Gets runs, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "OptRun", DefaultParameterSetName = InstanceSet)]
[OutputType(typeof(OptRun))]
public sealed class GetOptRunCommand : WorkspaceCommand
{
    private const string InstanceSet = "Instance";
    private const string IdSet = "Id";

    /// <summary>Instances whose runs are wanted; wildcards.</summary>
    [Parameter(ParameterSetName = InstanceSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the instance, or its id. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale")]
    [Alias("Name", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[]? Instance { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(ParameterSetName = InstanceSet, HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Only runs of this flow.</summary>
    [Parameter(ParameterSetName = InstanceSet, Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Only runs of this flow")]
    public FlowKind? Flow { get; set; }

    /// <summary>Only runs in this state.</summary>
    [Parameter(ParameterSetName = InstanceSet, HelpMessage = "Only runs in this state. A run whose runner died counts as failed")]
    public RunStatus? Status { get; set; }

    /// <summary>Only runs for which a condition holds.</summary>
    [Parameter(ParameterSetName = InstanceSet, HelpMessage = "Only runs for which this condition holds, such as 'status = failed and metric.sharpe > 1 or started > -7d'")]
    [ArgumentCompleter(typeof(RunConditionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Where { get; set; }

    /// <summary>Most runs, for each instance that is asked for.</summary>
    [Parameter(ParameterSetName = InstanceSet, HelpMessage = "Most runs to get, newest first; for each instance when several are given")]
    [ValidateRange(1, int.MaxValue)]
    public int Limit { get; set; } = 50;

    /// <summary>Ids of runs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipeline = true, HelpMessage = "Id of a run, a unique beginning of it, or 'latest'")]
    [Alias("Run")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdSet)
        {
            foreach (var id in Id)
            {
                ForItem(id, () => WriteItem(Workspace.Runs.Get(id.Text)));
            }
        }
        else if (Instance is null)
        {
            ForItem(null, () => WriteItems(Runs(FilterFor(null))));
        }
        else
        {
            foreach (var instance in Instance)
            {
                ForItem(instance, () => WriteItems(Runs(FilterFor(instance))));
            }
        }
    }

    // The list leaves out metrics and artifacts, which pipelines go on with.
    private IEnumerable<OptRun> Runs(RunFilter filter) => Workspace.Runs.List(filter).Select(r => Workspace.Runs.Get(r.Id.ToString("D")));

    private RunFilter FilterFor(InstanceReference? instance) =>
        new() { Instance = instance?.Text, Exclude = Exclude, Flow = Flow ?? instance?.Flow, Status = Status, Where = Where, Limit = Limit };
}
