using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Removes runs that nothing needs: records, logs, metrics, artifacts and published files go to the workspace's trash.</summary>
[Cmdlet(VerbsCommon.Remove, "OptRun", SupportsShouldProcess = true, DefaultParameterSetName = IdSet)]
[OutputType(typeof(OptRunRemoval))]
public sealed class RemoveOptRunCommand : RunSelectionCommand
{
    /// <summary>Leave the newest of each flow.</summary>
    [Parameter(ParameterSetName = ConditionSet, HelpMessage = "Only runs that are not among so many newest of their flow")]
    [ValidateRange(0, int.MaxValue)]
    public int? Keep { get; set; }

    /// <summary>Only old ones.</summary>
    [Parameter(ParameterSetName = ConditionSet, HelpMessage = "Only runs that ended longer ago: 30d, 12h, or seconds")]
    [DurationTransformation]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Only until the rest fits.</summary>
    [Parameter(ParameterSetName = ConditionSet, HelpMessage = "Only so many of them, oldest first, that the rest takes no more bytes: 5GB")]
    [ValidateRange(0, long.MaxValue)]
    public long? MaxSize { get; set; }

    /// <summary>What the workspace says.</summary>
    [Parameter(ParameterSetName = ConditionSet, HelpMessage = "Only runs that the workspace's retention does not retain, as set with Initialize-OptWorkspace")]
    public SwitchParameter Retention { get; set; }

    /// <summary>Delete for good.</summary>
    [Parameter(HelpMessage = "Delete them instead of moving them to the trash")]
    public SwitchParameter Purge { get; set; }

    /// <summary>Return what became of each.</summary>
    [Parameter(HelpMessage = "Return what became of each run, those that are kept with the reason")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ConditionSet)
        {
            ForItem(Where, () => Remove(new RunRemovalRequest { Filter = Filter, Keep = Keep, OlderThan = OlderThan, MaxSize = MaxSize, Retention = Retention }));
            return;
        }

        foreach (var id in Id)
        {
            ForItem(id, () => Remove(new RunRemovalRequest { Runs = [id.Text] }));
        }
    }

    private void Remove(RunRemovalRequest request)
    {
        var decided = Workspace.Runs.PlanRemoval(request);
        var agreed = decided.Where(r => r.IsRemoved && ShouldProcess($"{r.Instance}, run {r.Id}, {r.Status}", Purge ? "Delete the run" : "Remove the run")).Select(r => r.Id.ToString("D")).ToList();
        foreach (var kept in decided.Where(r => !r.IsRemoved))
        {
            WriteVerbose($"run {kept.Id} of {kept.Instance} is kept: {kept.KeptBecause}");
        }

        if (agreed.Count > 0)
        {
            var removed = Workspace.Runs.Remove(new RunRemovalRequest { Runs = agreed }, Purge);
            WriteItems(PassThru ? removed.Concat(decided.Where(r => !r.IsRemoved)) : []);
        }
    }
}
