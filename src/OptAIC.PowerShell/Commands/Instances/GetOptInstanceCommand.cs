using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Gets instances with their computed statuses.</summary>
[Cmdlet(VerbsCommon.Get, "OptInstance", DefaultParameterSetName = NameSet)]
[OutputType(typeof(OptInstance), typeof(string))]
public sealed class GetOptInstanceCommand : InstanceQueryCommand
{
    private const string NameSet = "Name";
    private const string LatestSet = "Latest";

    /// <summary>Names, with wildcards; ids; paths.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of an instance, its id or the path of its directory. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale")]
    [Alias("Id", "Instance", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[]? Name { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(ParameterSetName = NameSet, HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Only this type.</summary>
    [Parameter(ParameterSetName = NameSet, HelpMessage = "Only instances of this type")]
    public InstanceType? Type { get; set; }

    /// <summary>Only this status.</summary>
    [Parameter(ParameterSetName = NameSet, HelpMessage = "Only instances with this status")]
    public FlowStatus? Status { get; set; }

    /// <summary>Only with this tag; wildcards.</summary>
    [Parameter(ParameterSetName = NameSet, HelpMessage = "Only instances with this tag. Wildcards are allowed")]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Tag { get; set; }

    /// <summary>Measure what each takes.</summary>
    [Parameter(ParameterSetName = NameSet, HelpMessage = "Measure what each takes on the disk, as the property Size: ... | Sort-Object Size -Descending")]
    public SwitchParameter IncludeSize { get; set; }

    /// <summary>Only names.</summary>
    [Parameter(ParameterSetName = NameSet, HelpMessage = "Only names, without statuses: of very many the first come at once. Names, patterns, type and tag select")]
    public SwitchParameter NameOnly { get; set; }

    /// <summary>Only the newest instance.</summary>
    [Parameter(ParameterSetName = LatestSet, Mandatory = true, HelpMessage = "Only the newest instance")]
    public SwitchParameter Latest { get; set; }

    /// <summary>What makes an instance the newest.</summary>
    [Parameter(ParameterSetName = LatestSet, HelpMessage = "What makes an instance the newest: when it was created (default), or the end of its last run")]
    [ValidateSet(nameof(LatestBy.Created), nameof(LatestBy.Run))]
    public string By { get; set; } = nameof(LatestBy.Created);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!NameOnly)
        {
            Collect(Name);
            return;
        }

        var filter = new InstanceFilter { Names = [.. (Name ?? []).Select(n => n.Text)], Exclude = Exclude, Type = Type, Status = Status, Tag = Tag, WithSize = IncludeSize };
        ForItem(Name, () =>
        {
            foreach (var instance in Workspace.Instances.Entries(filter))
            {
                StopToken.ThrowIfCancellationRequested();
                WriteObject(instance.Name);
            }
        });
    }

    private protected override IReadOnlyList<object> Find(IReadOnlyList<string> names)
    {
        if (Latest)
        {
            return Workspace.Instances.Latest(Enum.Parse<LatestBy>(By, ignoreCase: true)) is { } latest ? [latest] : [];
        }

        return Workspace.Instances.List(new InstanceFilter { Names = names, Exclude = Exclude, Type = Type, Status = Status, Tag = Tag, WithSize = IncludeSize });
    }
}
