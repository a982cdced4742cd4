using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Runs;

namespace OptAIC.Commands;

/// <summary>Waits for the end of runs, whatever process executes them, and returns them as they ended.</summary>
[Cmdlet(VerbsLifecycle.Wait, "OptRun")]
[OutputType(typeof(OptRun))]
public sealed class WaitOptRunCommand : PlanRunningCommand
{
    // Of several runs that come down the pipeline the first waits for the others, too, when they belong to one plan.
    private readonly HashSet<Guid> _written = [];

    /// <summary>Ids of runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Id of a run, a unique beginning of it, 'latest', or the name of an instance for its last run")]
    [Alias("Run")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Id { get; set; } = [];

    /// <summary>Longest wait for each run.</summary>
    [Parameter(HelpMessage = "Longest wait for each run: 90s, 30m, 2h, or seconds. Default: as long as it takes")]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Wait for the plan that the run belongs to.</summary>
    [Parameter(HelpMessage = "Wait for the whole plan that the run belongs to, or in which the flow is yet to run, and return each of its runs when it has ended. Ctrl+C ends the waiting only")]
    public SwitchParameter Plan { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            ForItem(id, () => WriteEnd(id));
        }
    }

    private void WriteEnd(RunReference id)
    {
        if (Plan)
        {
            if (!Guid.TryParse(id.Text, out var known) || !_written.Contains(known))
            {
                WriteEndOfPlan(id);
            }

            return;
        }

        var run = RunPlan((progress, stop) => Workspace.Runs.WaitAsync(id.Text, Timeout, progress, stop), _ => { });
        if (run.Status is RunStatus.Pending or RunStatus.Running)
        {
            WriteError(ErrorRecords.WaitTimedOut(run, Timeout!.Value));
        }
        else
        {
            WriteItem(run);
        }
    }

    private void WriteEndOfPlan(RunReference id)
    {
        using var clock = new CancellationTokenSource(Timeout ?? System.Threading.Timeout.InfiniteTimeSpan);
        try
        {
            var result = RunPlan(
                async (progress, stop) =>
                {
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, clock.Token);
                    return await Workspace.Flows.AttachAsync(new FlowTarget(id.Text), withLogs: true, progress, either.Token).ConfigureAwait(false);
                },
                WriteNews);
            WriteFailures(result.Steps);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !StopToken.IsCancellationRequested)
        {
            WriteError(ErrorRecords.WaitTimedOut(Workspace.Runs.Get(id.Text), Timeout!.Value));
        }
    }

    private void WriteNews(PlanProgress news)
    {
        if (news is { Kind: PlanProgressKind.Log, Step: { } said })
        {
            WriteVerbose($"{said.Instance}.{Model.SnakeCase.Of(said.Flow)} | {news.Text}");
        }
        else if (news is { Kind: PlanProgressKind.Ended, Step.Run: { } run })
        {
            _written.Add(run);
            WriteItem(Workspace.Runs.Get(run.ToString("D")));
        }
    }
}
