using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that take runs by their ids, or all for which something holds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RunSelectionCommand : WorkspaceCommand
{
    private protected const string IdSet = "Id";
    private protected const string ConditionSet = "Condition";

    /// <summary>Ids of runs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Id of a run, a unique beginning of it, 'latest', or the name of an instance for its last run")]
    [Alias("Run")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Id { get; set; } = [];

    /// <summary>Only runs of these instances.</summary>
    [Parameter(ParameterSetName = ConditionSet, ValueFromPipelineByPropertyName = true, HelpMessage = "Only runs of this instance: a name, an id, a pattern, or a selector")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference? Instance { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(ParameterSetName = ConditionSet, HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Only runs of this flow.</summary>
    [Parameter(ParameterSetName = ConditionSet, HelpMessage = "Only runs of this flow")]
    public FlowKind? Flow { get; set; }

    /// <summary>Only runs in this state.</summary>
    [Parameter(ParameterSetName = ConditionSet, HelpMessage = "Only runs in this state. A run whose runner died counts as failed")]
    public RunStatus? Status { get; set; }

    /// <summary>Only runs for which a condition holds.</summary>
    [Parameter(ParameterSetName = ConditionSet, HelpMessage = "Only runs for which this condition holds, such as 'status = failed and metric.sharpe > 1 or started > -7d'")]
    [ArgumentCompleter(typeof(RunConditionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Where { get; set; }

    private protected RunFilter Filter => new()
    {
        Instance = Instance?.Text,
        Exclude = Exclude,
        Flow = Flow ?? Instance?.Flow,
        Status = Status,
        Where = Where,
        Limit = int.MaxValue,
    };
}
