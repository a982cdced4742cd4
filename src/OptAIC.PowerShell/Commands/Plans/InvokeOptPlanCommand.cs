using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Commands;

/// <summary>Brings what selectors mean up to date, in lineage order.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "OptPlan", SupportsShouldProcess = true)]
[OutputType(typeof(OptPlanStep))]
public sealed class InvokeOptPlanCommand : PlanRequestCommand
{
    /// <summary>Most flows at the same time.</summary>
    [Parameter(HelpMessage = "Most flows at the same time. Default: the workspace's setting")]
    [ValidateRange(1, 1024)]
    public int? Jobs { get; set; }

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

    private protected override void Answer(FlowRunRequest request)
    {
        var plan = Workspace.Flows.Plan(request);
        if (Approves(plan, out var reason))
        {
            Run(request with { Jobs = Jobs, Timeout = Timeout, MaxRetries = RetryCount, RetryDelay = RetryDelay });
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItems(plan);
        }
    }

    // One question for the plan: its steps depend on each other, so they cannot be approved one by one.
    private bool Approves(IReadOnlyList<OptPlanStep> plan, out ShouldProcessReason reason)
    {
        var flows = plan.Where(s => s.Action is PlanAction.Run or PlanAction.Wait).Select(s => $"{s.Instance}.{SnakeCase.Of(s.Flow)}").ToList();
        reason = ShouldProcessReason.None;
        return flows.Count == 0 || this.ShouldProcess(string.Join(", ", flows), "Run", out reason);
    }

    private void Run(FlowRunRequest request)
    {
        var written = new HashSet<(string, FlowKind)>();
        var result = RunPlan(
            (progress, stop) => Workspace.Flows.RunAsync(request, progress, stop),
            news =>
            {
                if (news is { Kind: PlanProgressKind.Ended, Step: { } step } && written.Add((step.Instance, step.Flow)))
                {
                    WriteItem(step);
                }
            });
        // There is no news of what a plan had nothing to do for.
        WriteItems(result.Steps.Where(s => !written.Contains((s.Instance, s.Flow))));
        WriteFailures(result.Steps);
    }
}
