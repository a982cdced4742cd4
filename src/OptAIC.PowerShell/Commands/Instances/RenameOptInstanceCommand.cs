using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Gives an instance another name; id, directory, runs and what depends on it stay.</summary>
[Cmdlet(VerbsCommon.Rename, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstanceChange), typeof(OptInstance))]
public sealed class RenameOptInstanceCommand : WorkspaceCommand
{
    /// <summary>Name, id or path.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of an instance, its id or the path of its directory")]
    [Alias("Id", "Instance")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNull]
    public InstanceReference Name { get; set; } = null!;

    /// <summary>The new name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "The name that it is to have: letters A–Z, digits, '.', '_' and '-'")]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <summary>Write the instance as it is afterwards.</summary>
    [Parameter(HelpMessage = "Return the instance, as it is afterwards")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Name, Rename);

    private void Rename()
    {
        // The check comes before the question.
        var preview = Workspace.Instances.Rename(Name.Text, NewName, whatIf: true, StopToken);
        var reason = ShouldProcessReason.None;
        if (preview.Changed && !this.ShouldProcess(preview.Name, $"Rename the instance to {NewName}", out reason))
        {
            if (reason == ShouldProcessReason.WhatIf)
            {
                WriteItem(preview);
            }

            return;
        }

        var change = preview.Changed ? Workspace.Instances.Rename(preview.InstanceId.ToString("D"), NewName, whatIf: false, StopToken) : preview;
        WriteVerbose(change.ToString());
        if (PassThru)
        {
            WriteItem(Workspace.Instances.Get(change.InstanceId.ToString("D")));
        }
    }
}
