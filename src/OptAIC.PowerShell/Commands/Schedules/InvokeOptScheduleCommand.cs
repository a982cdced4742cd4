using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Errors;

namespace OptAIC.Commands;

/// <summary>Starts what is due by the schedules, waits for it, and writes what happens as it happens.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "OptSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(OptScheduleEvent), typeof(OptSchedule))]
public sealed class InvokeOptScheduleCommand : WorkspaceCommand
{
    /// <summary>Go on for ever.</summary>
    [Parameter(HelpMessage = "Go on and start whatever becomes due, until the pipeline is stopped")]
    public SwitchParameter Loop { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(null, () =>
    {
        if (this.ShouldProcess(Workspace.Root, Loop ? "Start whatever becomes due" : "Start what is due", out var reason))
        {
            Start();
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItems(Workspace.Schedules.List().Where(s => s.IsDue));
        }
    });

    private void Start()
    {
        var result = NewsPump.Run<OptScheduleEvent, DueResult>(
            (progress, stop) => Loop ? Workspace.Schedules.RunAsync(progress, stop) : Workspace.Schedules.DueAsync(progress, stop), WriteItem, () => { }, StopToken);
        if (result.ExitCode == ExitCode.Failed)
        {
            throw new ScheduleFailedException(result);
        }
    }
}
