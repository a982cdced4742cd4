using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that change instances one by one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InstanceChangeCommand : WorkspaceCommand
{
    /// <summary>Names, with wildcards; ids; paths.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of an instance, its id or the path of its directory. Wildcards are allowed")]
    [Alias("Id", "Instance")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Name { get; set; } = [];

    /// <summary>Write the instance as it was found.</summary>
    [Parameter(HelpMessage = "Return the instance, as it was before")]
    public virtual SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Name)
        {
            ForItem(reference, () => Change(reference));
        }
    }

    /// <summary>Asks for, and makes, the change of one instance.</summary>
    private protected abstract void Change(OptInstance instance);

    private void Change(InstanceReference reference)
    {
        if (!reference.IsPattern)
        {
            Change(Workspace.Instances.Get(reference.Text));
            return;
        }

        foreach (var instance in Workspace.Instances.List(new InstanceFilter { Names = [reference.Text] }))
        {
            ForItem(instance, () => Change(instance));
        }
    }
}
