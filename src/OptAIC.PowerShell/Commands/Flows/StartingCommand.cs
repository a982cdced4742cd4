using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>
/// Base of the cmdlets that start flows. What comes down the pipeline is started as one plan, so that flows that depend on each
/// other run in their order and one runner does it all.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StartingCommand : FlowCommand
{
    private readonly List<(string? Root, OptFlow Flow)> _approved = [];
    private readonly List<(string? Root, OptFlow Flow)> _previewed = [];

    /// <summary>Run whatever the freshness.</summary>
    [Parameter(HelpMessage = "Run even if it is ready already, or if something upstream is not. Recorded with the run")]
    public SwitchParameter Force { get; set; }

    /// <summary>Refresh what is not ready upstream first.</summary>
    [Parameter(HelpMessage = "First run what is not ready upstream")]
    public SwitchParameter Recursive { get; set; }

    /// <summary>Afterwards refresh what depends on it.</summary>
    [Parameter(HelpMessage = "Afterwards run what depends on it")]
    public SwitchParameter Downstream { get; set; }

    /// <summary>Count an upstream whose source is late as ready.</summary>
    [Parameter(HelpMessage = "Count an upstream whose source is late (StaleSourceDelayed) as ready")]
    public SwitchParameter AcceptDelayed { get; set; }

    /// <summary>What to do when the flow is running already.</summary>
    [Parameter(HelpMessage = "What to do when the flow is running already: Fail, Skip, Queue for the turn, or Join that run. Default: the flow's own, else Fail")]
    public OverlapPolicy? Overlap { get; set; }

    /// <summary>The day to judge by, and to read data as of.</summary>
    [Parameter(HelpMessage = "The day to judge by and to read data as of, for example 2024-03-29. Default: today")]
    [DateTransformation]
    public DateOnly? AsOf { get; set; }

    /// <summary>Longest duration of each attempt.</summary>
    [Parameter(HelpMessage = "Longest duration of each attempt: 90s, 30m, 2h, or seconds. Default: the flow's own")]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Attempts after one that fails.</summary>
    [Parameter(HelpMessage = "Attempts after one that fails. Default: the flow's own")]
    [ValidateRange(0, 100)]
    public int? RetryCount { get; set; }

    /// <summary>Wait before the first retry.</summary>
    [Parameter(HelpMessage = "Wait before the first retry: 30s, 5m, or seconds. Default: the flow's own")]
    [DurationTransformation]
    public TimeSpan? RetryDelay { get; set; }

    /// <summary>Make the environments of workflows anew first.</summary>
    [Parameter(HelpMessage = "Make the environment of a workflow anew first: what its requirements leave open is had as it is now")]
    public SwitchParameter RefreshEnvironment { get; set; }

    /// <summary>What the flow is told at this start.</summary>
    [Parameter(HelpMessage = "What the flow is told at this start, by name, for example @{ full = $true }: what parameters_schema in flow_specs of its definition asks for")]
    [ValidateNotNull]
    public IDictionary? Parameter { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Instance)
        {
            ForItem(reference, () => Ask(reference));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var workspace in _previewed.GroupBy(a => a.Root, StringComparer.Ordinal))
        {
            Root = workspace.Key;
            ForItem(null, () => WriteItems(Workspace.Flows.Plan(RequestFor(workspace.Select(a => a.Flow)))));
        }

        foreach (var workspace in _approved.GroupBy(a => a.Root, StringComparer.Ordinal))
        {
            Root = workspace.Key;
            OptFlow[] flows = [.. workspace.Select(a => a.Flow)];
            ForItem(flows is [var single] ? single : flows, () => Start(RequestFor(flows)));
        }
    }

    /// <summary>Starts what was approved, and writes the runs.</summary>
    private protected abstract void Start(FlowRunRequest request);

    /// <summary>Runs what was approved, and writes each run when it has ended.</summary>
    private protected void RunAndWait(FlowRunRequest request)
    {
        var result = RunPlan((progress, stop) => Workspace.Flows.RunAsync(request, progress, stop), WriteEndedRun);
        SayWhatWasReady(result.Steps);
        WriteFailures(result.Steps);
    }

    /// <summary>Says which targets there was nothing to do for, on the information stream.</summary>
    private protected void SayWhatWasReady(IEnumerable<OptPlanStep> steps)
    {
        var targets = _approved.Select(a => (a.Flow.Instance, a.Flow.Flow)).ToHashSet();
        foreach (var step in steps.Where(s => s.Outcome == StepOutcome.Skipped && targets.Contains((s.Instance, s.Flow))))
        {
            var message = $"{step.Instance}.{Model.SnakeCase.Of(step.Flow)} is {step.Status}: nothing to do. -Force runs it anyway.";
            WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST"]);
        }
    }

    /// <summary>Shows news that progress bars do not.</summary>
    private protected virtual void OnNews(PlanProgress news)
    {
    }

    private void WriteEndedRun(PlanProgress news)
    {
        OnNews(news);
        if (news is { Kind: PlanProgressKind.Ended, Step.Run: { } run })
        {
            WriteItem(Workspace.Runs.Get(run.ToString("D")));
        }
    }

    private void Ask(InstanceReference reference)
    {
        foreach (var flow in FindFlows(reference))
        {
            if (this.ShouldProcess($"{flow} ({flow.Status})", "Start the flow", out var reason))
            {
                _approved.Add((Root, flow));
            }
            else if (reason == ShouldProcessReason.WhatIf)
            {
                _previewed.Add((Root, flow));
            }
        }
    }

    private FlowRunRequest RequestFor(IEnumerable<OptFlow> flows) => new()
    {
        Targets = [.. flows.Select(f => new FlowTarget(f.InstanceId.ToString("D"), f.Flow))],
        Force = Force,
        Recursive = Recursive,
        Downstream = Downstream,
        AcceptDelayed = AcceptDelayed,
        Overlap = Overlap,
        AsOf = AsOf,
        Timeout = Timeout,
        MaxRetries = RetryCount,
        RetryDelay = RetryDelay,
        RefreshEnvironment = RefreshEnvironment,
        Parameters = Parameter is null ? [] : ConfigAssignments.Of(Parameter),
    };
}
