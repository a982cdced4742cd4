using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Gets what instances take on the disk, the largest first.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "OptInstance")]
[OutputType(typeof(OptInstanceUsage))]
public sealed class MeasureOptInstanceCommand : InstanceQueryCommand
{
    /// <summary>Names, with wildcards; ids; paths.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = InstanceChangeCommand.NameHelp)]
    [Alias("Id", "Instance")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[]? Name { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => Collect(Name);

    private protected override IReadOnlyList<object> Find(IReadOnlyList<string> names) => Workspace.Upkeep.Usage(new InstanceFilter { Names = names, Exclude = Exclude }, StopToken);
}
