using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Fetches the data of workflows into their sandboxes.</summary>
[Cmdlet(VerbsData.Update, "OptData", SupportsShouldProcess = true)]
[OutputType(typeof(OptDataItem))]
public sealed class UpdateOptDataCommand : WorkspaceCommand
{
    /// <summary>Instances whose data are fetched.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of a workflow, its id or the path of its directory. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale")]
    [Alias("Name", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Instance { get; set; } = [];

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Instance)
        {
            ForItem(reference, () => Fetch(reference));
        }
    }

    private void Fetch(InstanceReference reference)
    {
        var filter = new InstanceFilter { Names = [reference.Text], Exclude = Exclude, Type = reference.IsPattern ? InstanceType.WorkflowInstance : null };
        foreach (var instance in Workspace.Instances.List(filter))
        {
            if (ShouldProcess(instance.Name, "Fetch its data"))
            {
                WriteItems(PreparationProgress.Run(this, $"Fetching the data of {instance.Name}", (tell, stop) => Workspace.Data.FetchAsync(instance.Id.ToString("D"), tell, stop), StopToken));
            }
        }
    }
}
