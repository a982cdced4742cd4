using System.IO.Compression;
using OptAIC.Engine.Files;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Facade;

/// <summary>The main job on real data: from nothing to a backtest.</summary>
public static class Quickstart
{
    private const string Backtest = "momentum_backtest";
    private const string PricesName = "prices.csv";

    // In the order in which they depend on each other.
    private static readonly (string Name, string Spec)[] Instances =
    [
        ("prices", """
            name: prices
            type: DatasetInstance
            pipeline: { definition: builtin.csv, config: { path: prices.csv } }
            store: { definition: builtin.sqlite }
            accessor: { definition: builtin.simple }
            tags: [quickstart]
            """),
        ("momentum", """
            name: momentum
            type: SignalInstance
            definition: builtin.expression
            config: { expression: "ZSCORE(REF(close, 21) / REF(close, 252) - 1)", output: momentum }
            upstream_refs: [ { resource: prices, role: input } ]
            signal_spec: { min: -12, max: 12, allow_nan: true }
            tags: [quickstart]
            """),
        ("min_var", """
            name: min_var
            type: PortfolioOptimizerInstance
            definition: builtin.min_variance
            config: { long_only: true, max_weight: 0.1, lookback: 252 }
            upstream_refs: [ { resource: prices, role: input } ]
            tags: [quickstart]
            """),
        (Backtest, """
            name: momentum_backtest
            type: BacktestInstance
            assets: { prices: prices, universe: all, benchmark: AAPL }
            signals: { primary: momentum, optimizer: min_var }
            config:
              rebalance: monthly
              fill: next_open
              portfolio: { select: { rule: top, n: 30 } }
              commission: { bps: 5 }
              slippage: { model: fixed, bps: 5 }
            tags: [quickstart]
            """),
    ];

    /// <summary>Makes a workspace, or takes the one that is there; creates what is missing; refreshes the backtest and everything upstream of it.</summary>
    /// <param name="directory">The workspace's directory; the prices are put into it as a CSV file.</param>
    /// <param name="progress">Told the news.</param>
    /// <param name="runner">The runner's executable; found by itself when left out.</param>
    /// <param name="cancellation">Cancels the runs.</param>
    /// <exception cref="SampleMissingException">The sample prices were not installed.</exception>
    public static async Task<QuickstartResult> RunAsync(string directory, IProgress<PlanProgress>? progress = null, string? runner = null, CancellationToken cancellation = default)
    {
        using var workspace = Workspace.Initialize(new WorkspaceOptions { Root = Path.GetFullPath(directory), Runner = runner });
        var prices = Path.Combine(workspace.Root, PricesName);
        if (!File.Exists(prices))
        {
            DurableFile.Write(prices, SamplePrices(), Durability.Truth);
        }

        var there = workspace.Instances.List().Select(i => i.Name).ToHashSet(Naming.InstanceName.Comparer);
        var created = Instances.Where(i => !there.Contains(i.Name)).ToList();
        foreach (var (_, spec) in created)
        {
            workspace.Instances.Create(new InstanceRequest { SpecText = spec, BaseDirectory = workspace.Root }, cancellation: cancellation);
        }

        var plan = await workspace.Flows.RunAsync(new FlowRunRequest { Selectors = ["+" + Backtest] }, progress, cancellation).ConfigureAwait(false);
        var backtest = workspace.Runs.List(new RunFilter { Instance = Backtest, Flow = FlowKind.Backtest, Status = RunStatus.Completed, Limit = 1 });
        return new QuickstartResult(
            workspace.Root,
            prices,
            [.. created.Select(i => i.Name)],
            plan,
            workspace.Lineage.Get("+" + Backtest),
            backtest is [var last] ? workspace.Runs.Get(last.Id.ToString("D")) : null);
    }

    private static byte[] SamplePrices()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "samples", "us_stocks", "prices.csv.gz");
        var beside = Path.Combine(Path.GetDirectoryName(typeof(Quickstart).Assembly.Location) ?? "", "samples", "us_stocks", "prices.csv.gz");
        var found = new[] { path, beside }.FirstOrDefault(File.Exists) ?? throw new SampleMissingException(path);
        using var packed = new GZipStream(File.OpenRead(found), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}

/// <summary>The sample prices were not installed.</summary>
/// <param name="path">Where they should be.</param>
public sealed class SampleMissingException(string path)
    : OptException("SampleMissing", ExitCode.Failed, $"the sample prices {path} are missing", "build or reinstall OptAIC");
