using System.Text;
using System.Text.Json;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Secrets;
using OptAIC.Engine.Sources;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Execution;

/// <summary>Makes one attempt of a run: runs the flow's program, checks what it made, publishes it.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="due">The flow.</param>
/// <param name="stage">Where it runs.</param>
/// <param name="claim">What it has in its hands.</param>
/// <param name="published">Data of other flows.</param>
/// <param name="timeout">Longest duration.</param>
/// <param name="refreshesEnvironment">Whether the environment of its programs is made anew first.</param>
/// <param name="begun">Ends when it is written that the run begins.</param>
internal sealed class RunAttemptExecution(
    WorkspaceContext workspace, DueFlow due, RunStage stage, Claim claim, PublishedData published, TimeSpan? timeout, bool refreshesEnvironment, Task begun)
{
    private FlowContext? _context;

    /// <summary>Makes the attempt.</summary>
    /// <param name="run">The run, as it begins.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <returns>The run as it ended, and whether a failure is one that can pass by itself.</returns>
    public async Task<(RunRecord Ended, bool CanPass)> RunAsync(RunRecord run, CancellationTokenSource cancel)
    {
        var (ended, canPass) = await AttemptAsync(run, cancel).ConfigureAwait(false);
        // Whatever way it ended, what was done until then is told.
        return (_context is { } context ? context.Secrets.Redactor.Redact(ended with { Steps = context.Steps, Data = context.Data, Environment = context.Environment?.Record, Resources = context.Resources }) : ended, canPass);
    }

    private async Task<(RunRecord Ended, bool CanPass)> AttemptAsync(RunRecord run, CancellationTokenSource cancel)
    {
        var redactor = SecretRedactor.None;
        RunContracts? contracts = null;
        try
        {
            using var context = new FlowContext(workspace, due.Snapshot, stage, run, claim.Lock, published, (percent, text) => Tell(run.Id, percent, text))
            {
                Begun = begun,
                Session = due.Session,
                Opened = address => claim.Report(new FlowNews(PlanProgressKind.Opened, run.Id, Text: address)),
                RefreshesEnvironment = refreshesEnvironment,
            };
            _context = context;
            context.Parameters = run.Parameters ?? FlowParameters.Default(context);
            context.Secrets = (await FlowSecrets.ResolveAsync(context, cancel.Token).ConfigureAwait(false)).And(due.Session?.Token);
            redactor = context.Secrets.Redactor;
            using var clock = timeout is { } limit ? new CancellationTokenSource(limit) : new CancellationTokenSource();
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel.Token, clock.Token);
            try
            {
                InputFit.Check(context);
                contracts = new RunContracts(context);
                await contracts.BeforeRunAsync(both.Token).ConfigureAwait(false);
                // Before they are read: what changes or comes meanwhile is then read next time.
                var (asked, source) = (Now(run), Fingerprint(both.Token));
                var result = await FlowPrograms.For(context).RunAsync(context, both.Token).ConfigureAwait(false);
                using (result.Output)
                {
                    if (result.Output is not NothingPublished)
                    {
                        await contracts.OnWriteAsync(result, both.Token).ConfigureAwait(false);
                    }

                    await begun.ConfigureAwait(false);
                    both.Token.ThrowIfCancellationRequested();
                    context.Artifacts?.Publish();
                    result.Output.Publish();
                    return (redactor.Redact(Completed(run, context, result) with
                    {
                        Contracts = contracts.Reports,
                        Source = source,
                        SourceCheck = new SourceCheck(asked, FoundNewer: IsNewer(result.Output.LastDataDate)),
                    }), false);
                }
            }
            catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancel.IsCancellationRequested)
            {
                return (Failed(run, redactor, new RunError("timeout", $"it ran longer than {timeout}", "allow more with --timeout, or with timeout in the spec")), true);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return (run with { Status = RunStateMachine.Move(run.Status, RunStatus.Cancelled), EndedAt = Now(run) }, false);
        }
        catch (OptException error)
        {
            return (redactor.Redact(Failed(run, redactor, new RunError(ErrorType(error), error.Message, error.Hint)) with
            {
                Issues = error.Issues,
                Contracts = (error as ContractViolationException)?.Reports ?? contracts?.Reports ?? [],
                ExitCode = (error as CommandFailedException)?.ProgramExitCode,
            }), error.CanPass);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return (Failed(run, redactor, new RunError("unexpected", $"{error.GetType().Name}: {error.Message}")), true);
        }
    }

    private void Tell(Guid run, double? percent, string? text)
    {
        // A run that was over before anybody was told of it has made no progress that anybody could have seen.
        if (begun.IsCompleted)
        {
            claim.Report(new FlowNews(PlanProgressKind.Progress, run, percent, text));
        }
    }

    private RunRecord Completed(RunRecord run, FlowContext context, FlowResult result) => run with
    {
        Status = RunStateMachine.Move(run.Status, RunStatus.Completed),
        EndedAt = Now(run),
        Parameters = context.Parameters,
        InputVersions = [.. context.InputVersions.DistinctBy(i => (i.Instance, i.Flow, i.Role))],
        Output = result.Output is NothingPublished ? null : new RunOutput(result.Output.Version, result.Output.LoadId, result.Output.LastDataDate, result.Output.Rows, result.Output.Columns),
        Artifacts = [.. result.Output.Files, .. context.Artifacts?.Files ?? []],
        Metrics = result.Metrics,
        Issues = result.Issues,
        Provenance = result.Provenance,
        ExitCode = result.ExitCode,
        CommandLine = result.CommandLine,
    };

    private SourceFingerprint? Fingerprint(CancellationToken cancellation) => due.Row.Policy.Source is { Count: > 0 } declared
        ? DeclaredSources.Fingerprint(declared, workspace.Answers, cancellation)
        : null;

    private bool IsNewer(DateOnly? lastDataDate) => due.Row.LastCompleted?.LastDataDate is not { } before || lastDataDate > before;

    private RunRecord Failed(RunRecord run, SecretRedactor redactor, RunError found)
    {
        var error = new RunError(found.Type, redactor.Redact(found.Message), redactor.RedactAny(found.Hint));
        WriteError(run, error);
        return run with { Status = RunStateMachine.Move(run.Status, RunStatus.Failed), EndedAt = Now(run), Error = error };
    }

    private static void WriteError(RunRecord run, RunError error)
    {
        using var log = AppendLog.Open(Path.Combine(run.LogPath, RunLogNames.Stderr));
        log.Append(Encoding.UTF8.GetBytes($"error: {error.Message}".ReplaceLineEndings(" ")), Durability.Knowledge);
    }

    // A clock that was set back must not make a run end before it began.
    private DateTimeOffset Now(RunRecord run) => workspace.Time.GetUtcNow() is var now && now < run.StartedAt ? run.StartedAt.Value : now;

    private static string ErrorType(OptException error) => JsonNamingPolicy.SnakeCaseLower.ConvertName(error.ErrorId);
}
