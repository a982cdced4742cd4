using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Cli.Progress;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic flow …</c></summary>
internal static class FlowCommands
{
    private const string WhichFlows = "Instance, instance.flow, pattern with * and ?, or selector as in refresh";

    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { List(), Start(), Attach(), Stop(), Status() };

    private static Verb List()
    {
        var filter = new InstanceFilterOptions();
        var flow = FlowOption();
        return new("list", "List flows with their status", "optaic flow list --status stale", call =>
        {
            var (wanted, kind) = (filter.Read(call.Line), call.Line.Choice<FlowKind>(flow));
            var flows = call.Workspace.Flows.List(wanted, kind);
            call.Show(flows, Json.Document.IReadOnlyListOptFlow, screen => FlowOutput.WriteList(screen, flows));
        })
        { filter.Names, filter.Exclude, filter.Type, filter.Status, filter.Tag, flow };
    }

    private static Verb Start()
    {
        var targets = Options.OneOrMore("flow", WhichFlows);
        var exclude = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");
        var flow = FlowOption();
        var force = Options.Flag("--force", "Run whatever the freshness; it is recorded");
        var recursive = Options.Flag("--recursive", "First refresh what is not ready upstream");
        var downstream = Options.Flag("--downstream", "Afterwards refresh what depends on it");
        var (whatIf, explain) = (RunOptions.WhatIf(), RunOptions.Explain());
        var (overlap, timeout, retries, retryDelay) = (RunOptions.Overlap("fail"), RunOptions.Timeout(), RunOptions.Retries(), RunOptions.RetryDelay());
        var asOf = RunOptions.AsOf();
        var acceptDelayed = RunOptions.AcceptDelayed();
        var parameters = Options.Repeatable("--param", "NAME=VALUE", "What the flow is told at this start, typed by its parameters_schema");
        var refreshEnvironment = RunOptions.RefreshEnvironment();
        var detach = Options.Flag("--detach", "Return once the run has begun; it survives a closed terminal");
        var jobs = RunOptions.Jobs();
        return new("start", "Run flows, and wait for them", "optaic flow start momentum_backtest --recursive", call =>
        {
            var line = call.Line;
            var kind = line.Choice<FlowKind>(flow);
            var request = new FlowRunRequest
            {
                Targets = [.. line.GetRequiredValue(targets).Select(t => new FlowTarget(t, kind))],
                Exclude = line.GetValue(exclude) ?? [],
                Force = line.GetValue(force),
                Recursive = line.GetValue(recursive),
                Downstream = line.GetValue(downstream),
                AcceptDelayed = line.GetValue(acceptDelayed),
                Overlap = line.Choice<OverlapPolicy>(overlap),
                Jobs = line.Count(jobs),
                Timeout = line.Duration(timeout),
                MaxRetries = line.Count(retries, least: 0),
                RetryDelay = line.Duration(retryDelay),
                AsOf = line.Day(asOf),
                Parameters = line.GetValue(parameters) ?? [],
                RefreshEnvironment = line.GetValue(refreshEnvironment),
            };
            return line.GetValue(whatIf) ? PlanRun.Preview(call, request, line.GetValue(explain))
                : line.GetValue(detach) ? StartDetached(call, request)
                : PlanRun.Run(call, request);
        })
        { targets, exclude, flow, force, recursive, downstream, whatIf, explain, overlap, timeout, retries, retryDelay, asOf, acceptDelayed, parameters, refreshEnvironment, detach, jobs };
    }

    private static ExitCode StartDetached(Invocation call, FlowRunRequest request)
    {
        var started = call.Wait(cancellation => call.Workspace.Flows.StartDetachedAsync(request, cancellation));
        call.Show(started, Json.Document.PlanResult, screen =>
        {
            foreach (var step in started.Steps)
            {
                screen.Line(step switch
                {
                    { Outcome: not null } => PlanOutput.Ended(step),
                    { Run: { } run } => $"started {PlanOutput.Name(step)} (run {Words.Short(run)})",
                    _ => $"planned {PlanOutput.Name(step)} ({SnakeCase.Of(step.Action)})",
                });
            }

            if (started.Plan is { } plan)
            {
                screen.Line($"plan {Words.Short(plan)}; 'optaic flow attach {Words.Short(plan)}' shows it");
            }
        });
        return ExitCode.Done;
    }

    private static Verb Attach()
    {
        var target = Options.Required("flow", "Instance, instance.flow, a run (its id or its beginning, or 'latest'), or the id of a plan");
        var flow = FlowOption();
        return new("attach", "Show the progress and the logs of a plan that another process runs", "optaic flow attach momentum_backtest\noptaic flow attach latest", call =>
            Attachment.Run(call, new FlowTarget(call.Line.GetRequiredValue(target), call.Line.Choice<FlowKind>(flow))))
        { target, flow };
    }

    private static Verb Stop()
    {
        var targets = Options.OneOrMore("flow", WhichFlows);
        var exclude = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");
        var flow = FlowOption();
        return new("stop", "Stop the runs of flows; an idle one is stopped already", "optaic flow stop prices.refresh\noptaic flow stop status:running --exclude tag:nightly", call =>
        {
            var (wanted, kind, without) = (call.Line.GetRequiredValue(targets), call.Line.Choice<FlowKind>(flow), call.Line.GetValue(exclude) ?? []);
            var stopped = call.Wait(cancellation => call.Workspace.Flows.StopAsync(wanted, kind, without, cancellation: cancellation));
            call.Show(stopped, Json.Document.IReadOnlyListStoppedFlow, screen => FlowOutput.WriteStopped(screen, stopped));
        })
        { targets, exclude, flow };
    }

    private static Verb Status()
    {
        var targets = Options.OneOrMore("flow", WhichFlows);
        var exclude = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");
        var flow = FlowOption();
        var explain = Options.Flag("--explain", "Show every rule with what was observed, down to the root cause");
        var asOf = RunOptions.AsOf();
        var acceptDelayed = RunOptions.AcceptDelayed();
        return new("status", "Say whether a flow is ready, and what is in its way", "optaic flow status momentum_backtest --explain", call =>
        {
            var (kind, day, delayed) = (call.Line.Choice<FlowKind>(flow), call.Line.Day(asOf), call.Line.GetValue(acceptDelayed));
            var checks = call.Workspace.Flows.Check(call.Line.GetRequiredValue(targets), kind, call.Line.GetValue(exclude) ?? [], day, delayed, call.Line.GetValue(explain));
            call.Show(checks, Json.Document.IReadOnlyListOptFreshness, screen =>
            {
                foreach (var check in checks)
                {
                    FlowOutput.WriteStatus(screen, check);
                }
            });
        })
        { targets, exclude, flow, explain, asOf, acceptDelayed };
    }

    private static Option<string?> FlowOption() => Options.Text("--flow", "FLOW", "The flow, such as refresh (default: the instance's only one)");
}
