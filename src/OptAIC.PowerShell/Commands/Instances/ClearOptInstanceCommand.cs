using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Forgets instances whose directories are gone; nothing is deleted.</summary>
[Cmdlet(VerbsCommon.Clear, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstance))]
public sealed class ClearOptInstanceCommand : WorkspaceCommand
{
    /// <summary>Write the instances as they were.</summary>
    [Parameter(HelpMessage = "Return the instances that are forgotten")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () =>
    {
        var gone = Workspace.Upkeep.Prune(whatIf: true);
        if (gone.Count > 0 && ShouldProcess(string.Join(", ", gone), "Forget what has no directory any more"))
        {
            var forgotten = Workspace.Upkeep.Prune();
            if (PassThru)
            {
                WriteItems(forgotten);
            }
        }
    });
}
