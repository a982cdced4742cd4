using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Removes instances with their flows; their directories go to the workspace's trash.</summary>
[Cmdlet(VerbsCommon.Remove, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstance))]
public sealed class RemoveOptInstanceCommand : InstanceChangeCommand
{
    /// <summary>Remove although other instances depend on it.</summary>
    [Parameter(HelpMessage = "Remove although other instances depend on it")]
    public SwitchParameter Force { get; set; }

    // Each after those that depend on it, so that a chain needs no force.
    private protected override IReadOnlyList<OptInstance> Select(InstanceFilter filter) => Workspace.Instances.Removable(filter, force: true);

    private protected override void Change(OptInstance instance)
    {
        if (!ShouldProcess(instance.Name, "Remove the instance"))
        {
            return;
        }

        var removed = Workspace.Instances.Remove(instance.Id.ToString("D"), Force, StopToken);
        WriteVerbose($"{instance.Name} is in {removed.TrashPath}");
        if (PassThru)
        {
            WriteItem(removed.Instance);
        }
    }
}
