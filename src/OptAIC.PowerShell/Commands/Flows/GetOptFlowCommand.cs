using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Gets flows with their computed statuses and the reasons.</summary>
[Cmdlet(VerbsCommon.Get, "OptFlow")]
[OutputType(typeof(OptFlow))]
public sealed class GetOptFlowCommand : InstanceQueryCommand
{
    /// <summary>Instances whose flows are wanted.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the instance, its id or the path of its directory. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale")]
    [Alias("Name", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[]? Instance { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Only this flow.</summary>
    [Parameter(Position = 1, HelpMessage = "Only this flow of each instance")]
    public FlowKind? Flow { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Collect(Instance);

    private protected override IReadOnlyList<object> Find(IReadOnlyList<string> names) =>
        Workspace.Flows.List(new InstanceFilter { Names = names, Exclude = Exclude }, Flow);
}
