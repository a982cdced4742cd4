using System.Collections;
using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Makes an instance like another one; its schedules are disabled.</summary>
[Cmdlet(VerbsCommon.Copy, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstance))]
public sealed class CopyOptInstanceCommand : WorkspaceCommand
{
    /// <summary>Name, id or path.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the instance that is copied, its id or the path of its directory")]
    [Alias("Id", "Instance")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNull]
    public InstanceReference Name { get; set; } = null!;

    /// <summary>Name of the copy.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the copy: letters A–Z, digits, '.', '_' and '-'")]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = "";

    /// <summary>Config values by name.</summary>
    [Parameter(HelpMessage = "Config values by name, for example @{ lookback = 60 }. They win over those of the instance")]
    [ValidateNotNull]
    public IDictionary? Config { get; set; }

    /// <summary>Upstreams by role.</summary>
    [Parameter(HelpMessage = "Upstream instances by role, for example @{ input = 'prices' }, in the place of those with that role")]
    [ValidateNotNull]
    public IDictionary? Upstream { get; set; }

    /// <summary>Tags.</summary>
    [Parameter(HelpMessage = "Tags, in the place of those of the instance")]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Take along what it has published.</summary>
    [Parameter(HelpMessage = "Take along what it has published, with the runs that made it")]
    public SwitchParameter WithData { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Name, Copy);

    private void Copy()
    {
        var request = new CopyRequest
        {
            BaseDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            Config = Config is null ? [] : ConfigAssignments.Of(Config),
            Upstream = Upstream is null ? [] : UpstreamAssignments.Of(Upstream),
            Tags = Tag,
            WithData = WithData,
        };

        // The check comes before the question.
        var preview = Workspace.Instances.Copy(Name.Text, NewName, request, whatIf: true, StopToken);
        if (this.ShouldProcess(preview.Name, $"Copy the instance {Name}", out var reason))
        {
            WriteItem(Workspace.Instances.Copy(Name.Text, NewName, request, whatIf: false, StopToken));
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItem(preview);
        }
    }
}
