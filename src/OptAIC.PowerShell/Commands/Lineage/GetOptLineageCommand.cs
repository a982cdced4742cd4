using System.Management.Automation;
using OptAIC.Lineage;

namespace OptAIC.Commands;

/// <summary>
/// Gets the lineage of what selectors mean: its edges, or its flows with their statuses. Also what a run's result was made from, what
/// a change would do, and the ways from one flow to another.
/// </summary>
[Cmdlet(VerbsCommon.Get, "OptLineage", DefaultParameterSetName = SelectorSet)]
[OutputType(typeof(OptLineageEdge), ParameterSetName = [SelectorSet])]
[OutputType(typeof(OptFlow), ParameterSetName = [SelectorSet])]
[OutputType(typeof(OptRunLineage), ParameterSetName = [RunSet])]
[OutputType(typeof(OptLineageImpact), ParameterSetName = [ImpactSet])]
[OutputType(typeof(OptLineagePath), ParameterSetName = [PathSet])]
public sealed class GetOptLineageCommand : LineageQueryCommand
{
    private const string SelectorSet = "Selector";
    private const string RunSet = "Run";
    private const string ImpactSet = "Impact";
    private const string PathSet = "Path";

    /// <summary>Whose lineage; everything when left out.</summary>
    [Parameter(ParameterSetName = SelectorSet, Position = 0, ValueFromPipeline = true, HelpMessage = "Whose lineage: name, +name (with everything upstream), name+ (downstream), 2+name+1, '@name', type:SignalInstance, status:stale, tag:nightly, name*. Default: everything")]
    [Parameter(ParameterSetName = ImpactSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "What would change: name, type:SignalInstance, tag:nightly, name*")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    public InstanceReference[]? Selector { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(ParameterSetName = SelectorSet, HelpMessage = "Names, patterns and selectors of what is left out, with the edges to and from it")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Which way to go on from the selected flows.</summary>
    [Parameter(ParameterSetName = SelectorSet, HelpMessage = "Which way to go on from what is selected: Upstream, Downstream or Both. Default: Both from a plain name; none where the selector says it with + or @")]
    [Parameter(ParameterSetName = RunSet, HelpMessage = "Upstream: the runs and files that the result was made from (default). Downstream: the later results that were made from it. Both: the one, then the other")]
    public LineageDirection? Direction { get; set; }

    /// <summary>How many edges to go.</summary>
    [Parameter(ParameterSetName = SelectorSet, HelpMessage = "How many edges to go on from what is selected. Default: all")]
    [Parameter(ParameterSetName = RunSet, HelpMessage = "How many edges to go from the run. Default: all")]
    [ValidateRange(0, int.MaxValue)]
    public int? Depth { get; set; }

    /// <summary>Write the flows instead of the edges.</summary>
    [Parameter(ParameterSetName = SelectorSet, HelpMessage = "Return the flows, every upstream before its downstream, instead of the edges")]
    public SwitchParameter Node { get; set; }

    /// <summary>Runs whose results are followed back.</summary>
    [Parameter(ParameterSetName = RunSet, Mandatory = true, HelpMessage = "A run, its id or a unique beginning of it, 'latest', or an instance (its last run); or a data version: which runs and files its result was made from, or with -Direction Downstream, which later results from it")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Run { get; set; } = [];

    /// <summary>Say what a change would do.</summary>
    [Parameter(ParameterSetName = ImpactSet, Mandatory = true, HelpMessage = "Return what would become stale, and what would be refused, if the selected changed. Nothing is changed")]
    public SwitchParameter Impact { get; set; }

    /// <summary>Only these changes.</summary>
    [Parameter(ParameterSetName = ImpactSet, HelpMessage = "What would change: Data, Config or Definition. Default: each")]
    public LineageChange[]? Change { get; set; }

    /// <summary>Where ways begin.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, HelpMessage = "Instance, or instance.flow, where the ways begin")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNullOrEmpty]
    public string From { get; set; } = "";

    /// <summary>Where ways end.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, HelpMessage = "Instance, or instance.flow, where the ways end")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNullOrEmpty]
    public string To { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case RunSet:
                foreach (var run in Run)
                {
                    ForItem(run, () => WriteItems(Around(run.Text)));
                }

                break;
            case PathSet:
                ForItem(From, () => WriteItems(Workspace.Lineage.Paths(From, To).TakeWhile(_ => !StopToken.IsCancellationRequested)));
                break;
            default:
                Collect(Selector);
                break;
        }
    }

    private IEnumerable<OptRunLineage> Around(string run) => Direction switch
    {
        LineageDirection.Downstream => Workspace.Runs.Consequences(run, Depth),
        LineageDirection.Both => Workspace.Runs.Lineage(run, Depth).Concat(Workspace.Runs.Consequences(run, Depth).Skip(1)),
        _ => Workspace.Runs.Lineage(run, Depth),
    };

    private protected override void Answer(string? selector)
    {
        if (Impact)
        {
            WriteItems(Workspace.Lineage.Impact(selector!, Change));
            return;
        }

        var (up, down) = Reach(selector, Direction, Depth);
        var lineage = Workspace.Lineage.Get(selector, up, down, Exclude);
        if (Node)
        {
            WriteItems(lineage.Nodes);
        }
        else
        {
            WriteItems(lineage.Edges);
        }
    }
}
