using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Progress;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic refresh</c></summary>
internal static class RefreshCommand
{
    /// <summary>Builds it.</summary>
    public static Command Build(string name, string description)
    {
        var selectors = Options.OneOrMore("selector", "name, name.flow, +name, name+, 2+name+1, @name, type:…, status:…, tag:…, name*; comma is intersection");
        var exclude = Options.Repeatable("--exclude", "SELECTOR", "Leave these out");
        var force = Options.Flag("--force", "Run everything selected whatever its freshness; it is recorded");
        var (whatIf, explain) = (RunOptions.WhatIf(), RunOptions.Explain());
        var (overlap, timeout, retries, retryDelay) = (RunOptions.Overlap("join"), RunOptions.Timeout(), RunOptions.Retries(), RunOptions.RetryDelay());
        var asOf = RunOptions.AsOf();
        var acceptDelayed = RunOptions.AcceptDelayed();
        var jobs = RunOptions.Jobs();
        return new Verb(name, description, "optaic refresh +momentum_backtest --what-if", call =>
        {
            var line = call.Line;
            var request = new FlowRunRequest
            {
                Selectors = line.GetRequiredValue(selectors),
                Exclude = line.GetValue(exclude) ?? [],
                Force = line.GetValue(force),
                Overlap = line.Choice<OverlapPolicy>(overlap),
                Timeout = line.Duration(timeout),
                MaxRetries = line.Count(retries, least: 0),
                RetryDelay = line.Duration(retryDelay),
                AcceptDelayed = line.GetValue(acceptDelayed),
                Jobs = line.Count(jobs),
                AsOf = line.Day(asOf),
            };
            return line.GetValue(whatIf) ? PlanRun.Preview(call, request, line.GetValue(explain)) : PlanRun.Run(call, request);
        })
        { selectors, exclude, force, whatIf, explain, overlap, timeout, retries, retryDelay, asOf, acceptDelayed, jobs };
    }
}
