using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Gets what happened in a workspace, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "OptEvent")]
[OutputType(typeof(OptEvent))]
public sealed class GetOptEventCommand : EventCommand
{
    /// <summary>Most events.</summary>
    [Parameter(HelpMessage = "Most events, the newest ones. Default: 50, or all since the given time")]
    [ValidateRange(1, int.MaxValue)]
    public int? Limit { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Resource, () => WriteItems(Workspace.Events.List(Filter(Limit))));
}
