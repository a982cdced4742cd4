using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Changes instances: config, upstreams, parts, schedule, tags. Everything is checked as for a new instance.</summary>
[Cmdlet(VerbsCommon.Set, "OptInstance", SupportsShouldProcess = true, DefaultParameterSetName = ValuesSet)]
[OutputType(typeof(OptInstanceChange), typeof(OptInstance))]
public sealed class SetOptInstanceCommand : InstanceSpecCommand
{
    private const string ValuesSet = "Values";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>Names, with wildcards; ids; paths.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = InstanceChangeCommand.NameHelp)]
    [Alias("Id", "Instance")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Name { get; set; } = [];

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>A spec that says all that the instance is to be.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, HelpMessage = "Spec file (YAML or JSON) that says all that the instance is to be. Other values win over it")]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

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

    /// <summary>Copy the data to the other store.</summary>
    [Parameter(HelpMessage = "With another store: copy all loads, with their knowledge dates, to it")]
    public SwitchParameter Migrate { get; set; }

    /// <summary>Begin with an empty store.</summary>
    [Parameter(HelpMessage = "With another store: begin with an empty one")]
    public SwitchParameter DiscardData { get; set; }

    /// <summary>Write the instance as it is afterwards.</summary>
    [Parameter(HelpMessage = "Return the instance, as it is afterwards")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForInstances(Name, Exclude, Change);

    private void Change(OptInstance instance)
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

    private InstanceRequest Request() => Said() with
    {
        SpecFile = LiteralPath is null ? null : ProviderPaths.Resolve(this, [LiteralPath], literal: true).First(),
        Definition = Definition,
        Pipeline = Pipeline,
        Migrate = Migrate && !DiscardData,
        DiscardData = DiscardData,
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
