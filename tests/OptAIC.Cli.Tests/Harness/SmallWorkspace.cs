namespace OptAIC.Cli.Tests.Harness;

/// <summary>A workspace with real prices of six stocks, a signal, an optimiser and a backtest, made by the command line itself. Nothing has run.</summary>
internal sealed class SmallWorkspace : IDisposable
{
    private readonly TemporaryRoot _root = new();

    public SmallWorkspace()
    {
        Optaic = new Optaic(_root.Path);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "data", "prices.csv"), PricesFile);
        Succeed("init");
        _root.Write("stack.yml", $$"""
            name: small
            instances:
              - name: prices
                type: DatasetInstance
                pipeline: { definition: builtin.csv, config: { path: "{{PricesFile.Replace('\\', '/')}}" } }
                store: { definition: builtin.sqlite }
                accessor: { definition: builtin.simple }
                tags: [nightly]
              - name: momentum
                type: SignalInstance
                definition: builtin.expression
                config: { expression: "ZSCORE(REF(close, 5) / REF(close, 60) - 1)", output: momentum }
                upstream_refs: [ { resource: prices, role: input } ]
                tags: [nightly]
              - name: min_var
                type: PortfolioOptimizerInstance
                definition: builtin.min_variance
                config: { lookback: 60 }
                upstream_refs: [ { resource: prices, role: input } ]
              - name: bt
                type: BacktestInstance
                assets: { prices: prices }
                signals: { primary: momentum, optimizer: min_var }
                config: { fill: next_close, portfolio: { select: { rule: top, n: 3 } }, lookback: 60 }
            """);
        Succeed("apply", "-f", Path.Combine(Root, "stack.yml"));
    }

    public Optaic Optaic { get; }

    public string Root => _root.Path;

    public string PricesFile => Path.Combine(Root, "prices.csv");

    /// <summary>Runs a command that has to succeed.</summary>
    public CommandResult Succeed(params string[] args)
    {
        var result = Optaic.Run(args);
        Assert.True(result.ExitCode == 0, $"optaic {string.Join(' ', args)}: {result}");
        return result;
    }

    /// <summary>Adds the prices of one more day.</summary>
    public void AppendDay(string date) => File.AppendAllText(PricesFile, $"{date},AAPL,160.5,1000\n{date},GE,15.2,1000\n");

    public string Write(string name, string text) => _root.Write(name, text);

    public void Dispose() => _root.Dispose();
}
