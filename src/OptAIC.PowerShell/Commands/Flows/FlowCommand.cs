using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that act on single flows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FlowCommand : PlanRunningCommand
{
    /// <summary>Instances whose flows are meant.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the instance, name.flow, its id or the path of its directory; or a flow. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale")]
    [Alias("Name", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Instance { get; set; } = [];

    /// <summary>Which flow of the instance.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Which flow of the instance. Default: its only one; inference for a model")]
    public FlowKind? Flow { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>The flows that the references of this record mean, each once known to exist.</summary>
    private protected IReadOnlyList<OptFlow> FindFlows(InstanceReference reference) =>
        Workspace.Flows.Find([reference.Text], Flow ?? reference.Flow, Exclude);
}
