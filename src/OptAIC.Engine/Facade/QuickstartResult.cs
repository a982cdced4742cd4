namespace OptAIC.Engine.Facade;

/// <summary>What the quickstart made and found.</summary>
/// <param name="Root">The workspace.</param>
/// <param name="PricesFile">The CSV file that the prices come from.</param>
/// <param name="Created">Names of the instances that it created; none the second time.</param>
/// <param name="Plan">What was run.</param>
/// <param name="Lineage">The lineage with statuses afterwards.</param>
/// <param name="Backtest">The backtest's last completed run with its metrics.</param>
public sealed record QuickstartResult(string Root, string PricesFile, IReadOnlyList<string> Created, PlanResult Plan, OptLineage Lineage, OptRun? Backtest);
