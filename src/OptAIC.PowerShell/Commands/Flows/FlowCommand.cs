using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that act on single flows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FlowCommand : PlanRunningCommand
{
    /// <summary>Instances whose flows are meant.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the instance, name.flow, its id or the path of its directory; or a flow. Wildcards are allowed")]
    [Alias("Name")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Instance { get; set; } = [];

    /// <summary>Which flow of the instance.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Which flow of the instance. Default: its only one; inference for a model")]
    public FlowKind? Flow { get; set; }

    /// <summary>The flows that the references of this record mean, each once known to exist.</summary>
    private protected IEnumerable<OptFlow> FindFlows(InstanceReference reference)
    {
        if (!reference.IsPattern)
        {
            return [Workspace.Flows.Check(new FlowTarget(reference.Text, Flow ?? reference.Flow)).Flow];
        }

        if (reference.IsSelector)
        {
            return Workspace.Flows.List(new InstanceFilter { Names = [reference.Text] }, Flow);
        }

        return Workspace.Instances.List(new InstanceFilter { Names = [reference.Text] })
            .Where(i => Flow is null ? i.Flows.Count > 0 : i.Flows.Any(f => f.Flow == Flow))
            .Select(i => Workspace.Flows.Check(new FlowTarget(i.Id.ToString("D"), Flow)).Flow);
    }
}
