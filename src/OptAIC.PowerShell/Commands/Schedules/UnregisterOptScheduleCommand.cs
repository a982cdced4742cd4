using System.Management.Automation;
using OptAIC.Ticks;

namespace OptAIC.Commands;

/// <summary>Takes back what <c>Register-OptSchedule</c> did.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "OptSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(OptTick))]
public sealed class UnregisterOptScheduleCommand : WorkspaceCommand
{
    /// <summary>Directory of the workspace.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <summary>Return the tick.</summary>
    [Parameter(HelpMessage = "Return what was removed")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () =>
    {
        var tick = Workspace.Ticks.Unregister(whatIf: true);
        if (tick.Outcome != TickOutcome.Absent && !ShouldProcess(string.Join(", ", tick.Place), $"Unregister {tick.Name}"))
        {
            return;
        }

        tick = Workspace.Ticks.Unregister();
        WriteVerbose(tick.Outcome == TickOutcome.Absent ? $"no tick is registered for {tick.Root}" : $"unregistered {tick.Name}");
        if (PassThru)
        {
            WriteItem(tick);
        }
    });
}
