using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Holds the data in the sandboxes of workflows against what is declared, byte by byte.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "OptData")]
[OutputType(typeof(OptDataItem))]
public sealed class ConfirmOptDataCommand : WorkspaceCommand
{
    /// <summary>Instances whose data are looked at.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of a workflow, its id or the path of its directory. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale")]
    [Alias("Name", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Instance { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Instance)
        {
            ForItem(reference, () =>
            {
                var filter = new InstanceFilter { Names = [reference.Text], Type = reference.IsPattern ? InstanceType.WorkflowInstance : null };
                foreach (var instance in Workspace.Instances.List(filter))
                {
                    WriteItems(Workspace.Data.Verify(instance.Id.ToString("D"), StopToken));
                }
            });
        }
    }
}
