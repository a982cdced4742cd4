using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Moves instances, and their inline parts, to other versions of their definitions.</summary>
[Cmdlet(VerbsData.Update, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstanceChange), typeof(OptInstance))]
public sealed class UpdateOptInstanceCommand : InstanceChangeCommand
{
    /// <summary>Version or range; the newest when left out.</summary>
    [Parameter(HelpMessage = "Version or range, for example 1.2.0 or ^1.2, also an older one. Default: the newest")]
    [Alias("To")]
    [ValidateNotNullOrEmpty]
    public string? Version { get; set; }

    /// <summary>Only this part.</summary>
    [Parameter(HelpMessage = "Only this part of a dataset. Default: all, or with -Version the pipeline")]
    [ValidateSet("definition", "pipeline", "store", "accessor")]
    public string? Part { get; set; }

    /// <summary>Write the instance as it is afterwards.</summary>
    [Parameter(HelpMessage = "Return the instance, as it is afterwards")]
    public override SwitchParameter PassThru { get; set; }

    private protected override void Change(OptInstance instance)
    {
        var request = new UpdateRequest { To = Version, Part = Part };
        var id = instance.Id.ToString("D");

        // The check comes before the question.
        var preview = Workspace.Instances.Update(id, request, whatIf: true, StopToken);
        if (!preview.Changed)
        {
            WriteDone(preview);
            return;
        }

        if (this.ShouldProcess(preview.Name, $"Update {string.Join("; ", preview.Moves)}", out var reason))
        {
            WriteDone(Workspace.Instances.Update(id, request, whatIf: false, StopToken));
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItem(preview);
        }
    }

    private void WriteDone(OptInstanceChange change)
    {
        WriteVerbose(change.ToString());
        if (PassThru)
        {
            WriteItem(Workspace.Instances.Get(change.InstanceId.ToString("D")));
        }
    }
}
