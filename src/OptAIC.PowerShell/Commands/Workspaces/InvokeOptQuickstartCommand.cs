using System.Management.Automation;
using OptAIC.Engine;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Does the main job on real data, from nothing.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "OptQuickstart", SupportsShouldProcess = true)]
[OutputType(typeof(OptQuickstart))]
public sealed class InvokeOptQuickstartCommand : PlanRunningCommand
{
    /// <summary>Directory of the workspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () =>
    {
        var root = Workspace.ResolveRoot(RootPath());
        if (!ShouldProcess(root, "Create the quickstart's instances and refresh +momentum_backtest"))
        {
            return;
        }

        var result = RunPlan((progress, stop) => Quickstart.RunAsync(root, progress, Options.Runner, stop), _ => { });
        WriteFailures(result.Plan.Steps);
        foreach (var item in (IEnumerable<object?>)[.. result.Plan.Steps, .. result.Lineage.Nodes, result.Backtest])
        {
            WorkspaceMark.On(item, result.Root);
        }

        WriteObject(new OptQuickstart
        {
            Root = result.Root,
            PricesFile = result.PricesFile,
            Created = result.Created,
            Steps = result.Plan.Steps,
            Lineage = result.Lineage,
            Backtest = result.Backtest,
        });
    });
}
