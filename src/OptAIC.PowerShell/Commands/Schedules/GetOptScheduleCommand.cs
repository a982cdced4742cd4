using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Gets schedules with how they stand and their next planned instants, or tries a cron expression out.</summary>
[Cmdlet(VerbsCommon.Get, "OptSchedule", DefaultParameterSetName = FlowSet)]
[OutputType(typeof(OptSchedule), ParameterSetName = [FlowSet])]
[OutputType(typeof(OptOccurrence), ParameterSetName = [FlowSet, CronSet])]
public sealed class GetOptScheduleCommand : WorkspaceCommand
{
    private const string FlowSet = "Flow";
    private const string CronSet = "Cron";

    /// <summary>Instances whose schedules are wanted.</summary>
    [Parameter(ParameterSetName = FlowSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the instance, name.flow, its id or the path of its directory. Wildcards are allowed, and selectors. Default: every flow that has a schedule")]
    [Alias("Name", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[]? Instance { get; set; }

    /// <summary>Which flow of the instance.</summary>
    [Parameter(ParameterSetName = FlowSet, Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Which flow of the instance. Default: its only one; inference for a model")]
    public FlowKind? Flow { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(ParameterSetName = FlowSet, HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Return the planned instants.</summary>
    [Parameter(ParameterSetName = FlowSet, HelpMessage = "Return the planned instants, in local and UTC time, each with the rule by which it is one")]
    public SwitchParameter Explain { get; set; }

    /// <summary>An expression to try out.</summary>
    [Parameter(ParameterSetName = CronSet, Mandatory = true, HelpMessage = "Cron expression to try out, such as \"0 6 * * 1-5\"; no workspace is needed")]
    [ValidateNotNullOrEmpty]
    public string? Cron { get; set; }

    /// <summary>The zone of the expression.</summary>
    [Parameter(ParameterSetName = CronSet, HelpMessage = "Time zone of the expression, such as America/New_York. Default: UTC")]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>Look back.</summary>
    [Parameter(ParameterSetName = CronSet, HelpMessage = "Look back instead, the last one first")]
    public SwitchParameter Backward { get; set; }

    /// <summary>The instant itself counts.</summary>
    [Parameter(ParameterSetName = CronSet, HelpMessage = "The instant itself counts, where the expression matches its clock")]
    public SwitchParameter Inclusive { get; set; }

    /// <summary>How many instants.</summary>
    [Parameter(HelpMessage = "How many planned instants. Default: 1, with -Explain 10")]
    [ValidateRange(0, 100_000)]
    public int? Next { get; set; }

    /// <summary>The instant that they come after.</summary>
    [Parameter(HelpMessage = "The instant that they come after, for example 2026-03-28 or 2026-03-28T12:00:00Z. Default: now")]
    [InstantTransformation(IsFrom = true)]
    public DateTimeOffset? From { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == CronSet)
        {
            var request = new OccurrenceRequest { Cron = Cron!, TimeZone = TimeZone, From = From, Count = Next ?? 1, Inclusive = Inclusive, Previous = Backward };
            ForItem(Cron, () => WriteObject(Occurrences.Of(request), enumerateCollection: true));
        }
        else if (Instance is null)
        {
            ForItem(null, () => Write([], Flow));
        }
        else
        {
            foreach (var reference in Instance)
            {
                ForItem(reference, () => Write([reference.Text], Flow ?? reference.Flow));
            }
        }
    }

    private void Write(IReadOnlyList<string> targets, FlowKind? flow)
    {
        var schedules = Workspace.Schedules.List(targets, flow, Exclude, Next ?? (Explain ? 10 : 1), From);
        if (Explain)
        {
            WriteObject(schedules.SelectMany(s => s.Next), enumerateCollection: true);
        }
        else
        {
            WriteItems(schedules);
        }
    }
}
