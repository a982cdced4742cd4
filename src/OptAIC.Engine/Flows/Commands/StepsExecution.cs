using System.Globalization;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Errors;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// Runs the steps of a workflow: each as soon as those that it needs have completed, as many at a time as there may be workers. A step that fails is
/// tried again as often as it may; then what needs it is not run, and everything else still is.
/// </summary>
/// <param name="context">The run; told of every change.</param>
/// <param name="report">Takes what the programs report.</param>
/// <param name="steps">The steps, in the order in which they are written.</param>
/// <param name="compute">How many at a time, and how often each is tried again.</param>
/// <param name="programs">Starts them.</param>
internal sealed class StepsExecution(FlowContext context, CommandReport report, IReadOnlyList<WorkflowStep> steps, ComputeSpec compute, ProgramProcess programs)
{
    private const string StepVariable = "OPTAIC_STEP";
    private const string AttemptVariable = "OPTAIC_STEP_ATTEMPT";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RunStep> _records = steps.ToDictionary(s => s.Name, s => new RunStep(s.Name, StepOutcome.NotRun, 0), StringComparer.Ordinal);
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private OptException? _failure;

    /// <summary>Runs them all.</summary>
    /// <param name="templates">Fills their arguments.</param>
    /// <param name="environment">The environment of each.</param>
    /// <param name="cancellation">Ends those that run, and starts no more.</param>
    /// <exception cref="CommandFailedException">One failed; this is the first.</exception>
    public async Task RunAsync(CommandTemplates templates, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var commands = steps.ToDictionary(s => s.Name, s => (IReadOnlyList<string>)[.. s.Arguments.Select(templates.Fill)], StringComparer.Ordinal);
        var max = compute.MostWorkers ?? compute.Cores ?? Environment.ProcessorCount;
        using var workers = new StepWorkers(context, max);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waiting = steps.ToList();
        var running = new List<Task>();
        var unexpected = new List<Task>();
        Tell();
        while (true)
        {
            foreach (var step in all.IsCancellationRequested ? [] : waiting.Where(s => s.Needs.All(IsCompleted)).Take(max - running.Count).ToList())
            {
                waiting.Remove(step);
                running.Add(RunAsync(step, commands[step.Name], environment, workers, all.Token));
            }

            if (running.Count == 0)
            {
                break;
            }

            var ended = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(ended);
            if (ended.IsFaulted)
            {
                unexpected.Add(ended);
                await all.CancelAsync().ConfigureAwait(false);
            }
        }

        await Task.WhenAll(unexpected).ConfigureAwait(false);

        cancellation.ThrowIfCancellationRequested();
        if (_failure is not null)
        {
            throw _failure;
        }
    }

    private bool IsCompleted(string step)
    {
        lock (_gate)
        {
            return _records[step].Status == StepOutcome.Completed;
        }
    }

    private async Task RunAsync(WorkflowStep step, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, StepWorkers workers, CancellationToken cancellation)
    {
        var retries = step.Retries ?? compute.Retries;
        for (var attempt = 1; ; attempt++)
        {
            var (ended, failure) = await TryAsync(step, command, attempt, environment, workers, cancellation).ConfigureAwait(false);
            var isLast = failure is null || !failure.CanPass || attempt > retries;
            Put(ended);
            context.Log($"step {step.Name}: {Words(ended, failure)}{(isLast || attempt > retries ? "" : $"; tries again, {retries - attempt + 1} left")}");
            if (isLast)
            {
                lock (_gate)
                {
                    _running.Remove(step.Name);
                    _failure ??= failure;
                }

                Tell();
                return;
            }
        }
    }

    private async Task<(RunStep Ended, OptException? Failure)> TryAsync(
        WorkflowStep step, IReadOnlyList<string> command, int attempt, IReadOnlyDictionary<string, string> environment, StepWorkers workers, CancellationToken cancellation)
    {
        var logs = LogsOf(step.Name, attempt);
        Directory.CreateDirectory(logs);
        var before = RecordOf(step.Name);
        var record = before with { Attempts = attempt, StartedAt = before.StartedAt ?? Now(), CommandLine = command, LogPath = logs, ExitCode = null, Error = null, Resources = null };
        lock (_gate)
        {
            _running.Add(step.Name);
        }

        Tell();
        using var clock = step.Timeout is { } limit ? new CancellationTokenSource(limit) : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, clock.Token);
        try
        {
            var variables = new Dictionary<string, string>(environment, (environment as Dictionary<string, string>)?.Comparer)
            {
                [StepVariable] = step.Name,
                [AttemptVariable] = attempt.ToString(CultureInfo.InvariantCulture),
            };
            var end = await programs.RunAsync(command, variables, new StepAttempt(step.Name, logs, process => workers.Began(step.Name, attempt, process)), both.Token).ConfigureAwait(false);
            record = record with { EndedAt = Now(), ExitCode = end.Status.ShellCode, Resources = end.Resources };
            return end.Status.IsSuccess
                ? (record with { Status = StepOutcome.Completed }, null)
                : Failed(record, new CommandFailedException(context.Instance.Name, command[0], end, report.Issues, logs, step.Name));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(record with { EndedAt = Now() }, new StepTimeoutException(context.Instance.Name, step.Name, step.Timeout!.Value));
        }
        catch (OperationCanceledException)
        {
            return (record with { EndedAt = Now(), Status = StepOutcome.Cancelled }, null);
        }
        catch (OptException failure)
        {
            return Failed(record with { EndedAt = Now() }, failure);
        }
        finally
        {
            workers.Ended(step.Name);
        }
    }

    private static (RunStep Ended, OptException? Failure) Failed(RunStep record, OptException failure) => (record with { Status = StepOutcome.Failed, Error = failure.Message }, failure);

    private static string Words(RunStep ended, OptException? failure) => failure is null
        ? string.Create(CultureInfo.InvariantCulture, $"{ended.Status} in {(ended.EndedAt - ended.StartedAt)?.TotalSeconds:0.00} s")
        : $"failed: {failure.Message}";

    private string LogsOf(string step, int attempt)
    {
        var folder = Path.Combine(context.Run.LogPath, "steps", step);
        return attempt == 1 ? folder : Path.Combine(folder, $"attempt-{attempt.ToString(CultureInfo.InvariantCulture)}");
    }

    private RunStep RecordOf(string step)
    {
        lock (_gate)
        {
            return _records[step];
        }
    }

    private void Put(RunStep record)
    {
        lock (_gate)
        {
            _records[record.Name] = record;
            context.Steps = [.. steps.Select(s => _records[s.Name])];
        }
    }

    private void Tell()
    {
        lock (_gate)
        {
            context.Steps = [.. steps.Select(s => _records[s.Name])];
            var done = _records.Values.Count(r => r.Status == StepOutcome.Completed);
            context.Progress(100.0 * done / steps.Count, _running.Count == 0 ? null : $"{done} of {steps.Count} steps done; running {string.Join(", ", _running)}");
        }
    }

    private DateTimeOffset Now() => context.Workspace.Time.GetUtcNow();
}

/// <summary>A step ran longer than it may.</summary>
public sealed class StepTimeoutException : OptException
{
    internal StepTimeoutException(string instance, string step, TimeSpan limit)
        : base("StepTimeout", ExitCode.Failed, $"{instance}: step {step}: it ran longer than {limit}", "allow more with 'timeout' of the step")
    {
    }
}
