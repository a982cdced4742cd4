using System.Collections;
using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Changes instances: config, upstreams, parts, schedule, tags. Everything is checked as for a new instance.</summary>
[Cmdlet(VerbsCommon.Set, "OptInstance", SupportsShouldProcess = true, DefaultParameterSetName = ValuesSet)]
[OutputType(typeof(OptInstanceChange), typeof(OptInstance))]
public sealed class SetOptInstanceCommand : InstanceChangeCommand
{
    private const string ValuesSet = "Values";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>A spec that says all that the instance is to be.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, HelpMessage = "Spec file (YAML or JSON) that says all that the instance is to be. Other values win over it")]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Config values by name, laid over the present config.</summary>
    [Parameter(HelpMessage = "Config values by name, laid over the present config, for example @{ symbols = 'AAPL', 'MSFT' }")]
    [ValidateNotNull]
    public IDictionary? Config { get; set; }

    /// <summary>Upstreams by role.</summary>
    [Parameter(HelpMessage = "Upstream instances by role, for example @{ input = 'prices' }, in the place of those with that role")]
    [ValidateNotNull]
    public IDictionary? Upstream { get; set; }

    /// <summary>Another definition.</summary>
    [Parameter(HelpMessage = "Another definition: name, name@1.2.0 or name@^1.2. The config starts anew when the name is another one")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Definition { get; set; }

    /// <summary>Another pipeline of a dataset.</summary>
    [Parameter(HelpMessage = "Another pipeline of a dataset: the name of an instance, or a definition")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Pipeline { get; set; }

    /// <summary>Another store of a dataset.</summary>
    [Parameter(HelpMessage = "Another store of a dataset: the name of an instance, or a definition")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>Copy the data to the other store.</summary>
    [Parameter(HelpMessage = "With another store: copy all loads, with their knowledge dates, to it")]
    public SwitchParameter Migrate { get; set; }

    /// <summary>Begin with an empty store.</summary>
    [Parameter(HelpMessage = "With another store: begin with an empty one")]
    public SwitchParameter DiscardData { get; set; }

    /// <summary>Another accessor of a dataset.</summary>
    [Parameter(HelpMessage = "Another accessor of a dataset: the name of an instance, or a definition")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Accessor { get; set; }

    /// <summary>Cron expression of the schedule.</summary>
    [Parameter(HelpMessage = "Cron expression of the schedule, for example '0 6 * * 1-5'")]
    [ValidateNotNullOrEmpty]
    public string? Cron { get; set; }

    /// <summary>Time zone of the schedule.</summary>
    [Parameter(HelpMessage = "Time zone of the schedule (IANA), for example America/New_York. Default: UTC")]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>Tags; together they replace those that it has.</summary>
    [Parameter(HelpMessage = "Tags; together they replace those that the instance has")]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Write the instance as it is afterwards.</summary>
    [Parameter(HelpMessage = "Return the instance, as it is afterwards")]
    public override SwitchParameter PassThru { get; set; }

    private protected override void Change(OptInstance instance)
    {
        var request = Request();
        var id = instance.Id.ToString("D");

        // The check comes before the question.
        var preview = Workspace.Instances.Set(id, request, whatIf: true, StopToken);
        if (!preview.Changed)
        {
            WriteDone(preview);
            return;
        }

        if (this.ShouldProcess(preview.Name, $"Change {string.Join("; ", preview.Differences)}", out var reason))
        {
            WriteDone(Workspace.Instances.Set(id, request, whatIf: false, StopToken));
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItem(preview);
        }
    }

    private InstanceRequest Request() => new()
    {
        SpecFile = LiteralPath is null ? null : ProviderPaths.Resolve(this, [LiteralPath], literal: true).First(),
        BaseDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        Definition = Definition,
        Pipeline = Pipeline,
        Store = Store,
        Migrate = Migrate && !DiscardData,
        DiscardData = DiscardData,
        Accessor = Accessor,
        Config = Config is null ? [] : ConfigAssignments.Of(Config),
        Upstream = Upstream is null ? [] : UpstreamAssignments.Of(Upstream),
        Cron = Cron,
        TimeZone = TimeZone,
        Tags = Tag,
    };

    private void WriteDone(OptInstanceChange change)
    {
        WriteVerbose(change.ToString());
        if (PassThru)
        {
            WriteItem(Workspace.Instances.Get(change.InstanceId.ToString("D")));
        }
    }
}
