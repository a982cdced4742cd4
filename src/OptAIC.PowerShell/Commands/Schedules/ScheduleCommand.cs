using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that change schedules.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ScheduleCommand : WorkspaceCommand
{
    /// <summary>Instances whose schedules are meant.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the instance, name.flow, its id or the path of its directory. Wildcards are allowed, and selectors: tag:nightly; they mean flows that have a schedule")]
    [Alias("Name", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Instance { get; set; } = [];

    /// <summary>Which flow of the instance.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Which flow of the instance. Default: its only one; inference for a model")]
    public FlowKind? Flow { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Write the schedule as it is afterwards.</summary>
    [Parameter(HelpMessage = "Return the schedule, as it is afterwards")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Instance)
        {
            ForItem(reference, () =>
            {
                foreach (var schedule in Workspace.Schedules.List([reference.Text], Flow ?? reference.Flow, Exclude, count: 0))
                {
                    ForItem(schedule, () => Change(schedule));
                }
            });
        }
    }

    /// <summary>Changes one schedule.</summary>
    private protected abstract void Change(OptSchedule schedule);

    /// <summary>Makes a change, after it was checked and then asked for.</summary>
    private protected void Change(OptSchedule schedule, ScheduleRequest request)
    {
        var target = new FlowTarget(schedule.InstanceId.ToString("D"), schedule.Flow);
        var preview = Workspace.Schedules.Set(target, request, whatIf: true, StopToken);
        if (!preview.Changed)
        {
            Done(preview, target);
        }
        else if (this.ShouldProcess(schedule.ToString(), $"Change {string.Join("; ", preview.Differences)}", out var reason))
        {
            Done(Workspace.Schedules.Set(target, request, whatIf: false, StopToken), target);
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItem(preview);
        }
    }

    private void Done(OptInstanceChange change, FlowTarget target)
    {
        WriteVerbose(change.ToString());
        if (PassThru)
        {
            WriteItems(Workspace.Schedules.List([target.Instance], target.Flow));
        }
    }
}
