using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Writes what happens in a workspace as it happens, by whatever process, until the pipeline ends.</summary>
[Cmdlet(VerbsCommon.Watch, "OptEvent")]
[OutputType(typeof(OptEvent))]
public sealed class WatchOptEventCommand : EventCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Resource, () =>
        WriteItems(Workspace.Events.FollowAsync(Filter(limit: null), StopToken).ToBlockingEnumerable(StopToken)));
}
