using OptAIC.Definitions;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Secrets;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;
using OptAIC.Runs;

namespace OptAIC.Engine.Execution;

/// <summary>How the runs of a plan are to be made.</summary>
internal sealed record RunSettings(OverlapPolicy Overlap, TriggerKind Trigger, bool AcceptDelayed, TimeSpan? Timeout, EvaluationTime Time, IReadOnlySet<FlowKey> Forced);

/// <summary>What became of one flow of a plan.</summary>
/// <param name="Outcome">One of <see cref="StepOutcome"/>.</param>
/// <param name="Facts">The flow's facts afterwards; <c>null</c> when they were not looked at.</param>
/// <param name="Run">The run, if there was one.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Message">Its error, or why there was none.</param>
/// <param name="ErrorType">Type of its error.</param>
internal sealed record FlowOutcome(string Outcome, FlowFacts? Facts, Guid? Run = null, TimeSpan? Duration = null, string? Message = null, string? ErrorType = null);

/// <summary>Runs one flow: takes its guard, looks again whether it has to run, runs its program, publishes, writes everything down.</summary>
internal sealed class FlowExecution(WorkspaceContext workspace, WorkspaceSnapshot snapshot, PublishedData published, ActiveRuns active, RunSettings settings)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs the flow.</summary>
    /// <param name="step">What the plan says of it.</param>
    /// <param name="upstreams">Its direct upstreams as they are now.</param>
    /// <param name="report">Told when the run has begun, and how far it is.</param>
    /// <param name="cancellation">Cancels the run.</param>
    public async Task<FlowOutcome> RunAsync(PlannedFlow step, UpstreamState[] upstreams, Action<PlanProgressKind, Guid, double?, string?> report, CancellationToken cancellation)
    {
        var instance = snapshot.InstanceOf(step.Flow);
        FlowLock? flowLock;
        while ((flowLock = FlowLock.TryAcquire(workspace, instance, step.Flow.Flow, out var owner, cancellation)) is null)
        {
            if (settings.Overlap is OverlapPolicy.Fail or OverlapPolicy.Skip)
            {
                return new FlowOutcome(settings.Overlap == OverlapPolicy.Fail ? StepOutcome.Busy : StepOutcome.Skipped, null, Message: $"busy: {owner ?? "another process is just taking it"}");
            }

            await Task.Delay(BetweenTries, cancellation).ConfigureAwait(false);
        }

        using (flowLock)
        {
            return await RunUnderLockAsync(step, instance, upstreams, flowLock, report, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<FlowOutcome> RunUnderLockAsync(
        PlannedFlow step, InstanceRow planned, UpstreamState[] upstreams, FlowLock flowLock, Action<PlanProgressKind, Guid, double?, string?> report, CancellationToken cancellation)
    {
        // What was true when the plan was made may have changed while the guard was waited for.
        if (workspace.Registry.Instance(step.Flow.Instance) is not { } instance)
        {
            return new FlowOutcome(StepOutcome.NotRun, null, Message: $"{planned.Name} has been removed");
        }

        if (!instance.Upstream.ToHashSet().SetEquals(planned.Upstream))
        {
            return new FlowOutcome(StepOutcome.NotRun, null, Message: $"{planned.Name} got other upstreams after this was planned; start it again");
        }

        var row = instance.Flows.First(f => f.Key == step.Flow);
        var current = Now(planned, instance);
        row = row with { Policy = current.Flow(step.Flow).Policy };
        var facts = current.Facts(row);
        var state = FlowStatusRules.Evaluate(facts, upstreams, settings.Time, settings.AcceptDelayed);
        var forced = settings.Forced.Contains(step.Flow);
        if (!forced && state.Status is FlowStatus.Ready or FlowStatus.StaleSourceDelayed)
        {
            return new FlowOutcome(StepOutcome.Skipped, facts, Message: state.Status == FlowStatus.Ready ? "already ready" : state.Reasons[0].Detail);
        }

        if (!forced && state.UpstreamBlocker is { } blocker)
        {
            return new FlowOutcome(StepOutcome.NotRun, facts, Message: $"{snapshot.NameOf(blocker.Root.Flow)}: {blocker.Root.Detail}");
        }

        var run = NewRun(current.InstanceOf(step.Flow), step.Flow, facts, state, upstreams, forced);
        return await ExecuteAsync(run, current, row, flowLock, report, cancellation).ConfigureAwait(false);
    }

    // A config that was changed after the plan was made, its own or that of a part it shares, is the one that runs and that the run records.
    private WorkspaceSnapshot Now(InstanceRow planned, InstanceRow now)
    {
        var isAsPlanned = planned.Generation == now.Generation
            && now.Parts.Where(p => p.Shared).All(p => workspace.Registry.Instance(p.Instance)?.Generation == snapshot.Find(p.Instance)?.Generation);
        return isAsPlanned ? snapshot : new WorkspaceSnapshot(workspace);
    }

    private async Task<FlowOutcome> ExecuteAsync(
        RunRecord run, WorkspaceSnapshot current, FlowRow row, FlowLock flowLock, Action<PlanProgressKind, Guid, double?, string?> report, CancellationToken cancellation)
    {
        var instance = current.InstanceOf(row.Key);
        var journal = new RunJournal(workspace, instance, flowLock);
        journal.Begin(run);
        report(PlanProgressKind.Started, run.Id, null, null);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var watch = active.Watch(run.Id, workspace.PathsOf(instance.Directory).StopRequest(run.Flow, instance.Flows.Count == 1), flowLock, cancel);
        var ended = await ProgramAsync(run, current, flowLock, (percent, text) => report(PlanProgressKind.Progress, run.Id, percent, text), cancel).ConfigureAwait(false);
        journal.End(ended);

        var after = row with
        {
            ActiveRun = null,
            LastRun = ended.Status == RunStatus.Cancelled ? row.LastRun : new EndedRun(ended.Id, ended.EndedAt!.Value, ended.Status == RunStatus.Failed, ended.Error?.Type, ended.Error?.Message),
            LastCompleted = CompletedSnapshot.Of(ended) ?? row.LastCompleted,
            ActiveModel = row.Key.Flow == FlowKind.Training ? Models.ModelVersions.Active(workspace.PathsOf(instance.Directory))?.Version : null,
        };
        var outcome = ended.Status switch
        {
            RunStatus.Completed => StepOutcome.Completed,
            RunStatus.Cancelled => StepOutcome.Cancelled,
            _ => StepOutcome.Failed,
        };
        return new FlowOutcome(outcome, current.Facts(after), ended.Id, ended.EndedAt - ended.StartedAt, ended.Error?.Message, ended.Error?.Type);
    }

    private async Task<RunRecord> ProgramAsync(RunRecord run, WorkspaceSnapshot current, FlowLock flowLock, Action<double?, string?> progress, CancellationTokenSource cancel)
    {
        var timeout = settings.Timeout;
        var redactor = SecretRedactor.None;
        RunContracts? contracts = null;
        try
        {
            using var context = new FlowContext(workspace, current, current.InstanceOf(new FlowKey(run.Instance, run.Flow)), run.Flow, run, flowLock, published, progress);
            context.Secrets = await FlowSecrets.ResolveAsync(context, cancel.Token).ConfigureAwait(false);
            redactor = context.Secrets.Redactor;
            timeout ??= context.Document.Flows.First(f => f.Flow == run.Flow).TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            using var clock = timeout is { } limit ? new CancellationTokenSource(limit) : new CancellationTokenSource();
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel.Token, clock.Token);
            try
            {
                InputFit.Check(context);
                contracts = new RunContracts(context);
                await contracts.BeforeRunAsync(both.Token).ConfigureAwait(false);
                var result = await FlowPrograms.For(context).RunAsync(context, both.Token).ConfigureAwait(false);
                using (result.Output)
                {
                    await contracts.OnWriteAsync(result, both.Token).ConfigureAwait(false);
                    both.Token.ThrowIfCancellationRequested();
                    context.Artifacts?.Publish();
                    result.Output.Publish();
                    return redactor.Redact(Completed(run, context, result) with { Contracts = contracts.Reports });
                }
            }
            catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancel.IsCancellationRequested)
            {
                return Failed(run, redactor, new RunError("timeout", $"it ran longer than {timeout}", "allow more with --timeout, or with timeout in the spec"));
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return run with { Status = RunStateMachine.Move(run.Status, RunStatus.Cancelled), EndedAt = Now(run) };
        }
        catch (OptException error)
        {
            return redactor.Redact(Failed(run, redactor, new RunError(ErrorType(error), error.Message, error.Hint)) with
            {
                Issues = error.Issues,
                Contracts = (error as ContractViolationException)?.Reports ?? contracts?.Reports ?? [],
                ExitCode = (error as CommandFailedException)?.ProgramExitCode,
            });
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return Failed(run, redactor, new RunError("unexpected", $"{error.GetType().Name}: {error.Message}"));
        }
    }

    private RunRecord Completed(RunRecord run, FlowContext context, FlowResult result) => run with
    {
        Status = RunStateMachine.Move(run.Status, RunStatus.Completed),
        EndedAt = Now(run),
        InputVersions = [.. context.InputVersions.DistinctBy(i => (i.Instance, i.Flow, i.Role))],
        Output = new RunOutput(result.Output.Version, result.Output.LoadId, result.Output.LastDataDate, result.Output.Rows),
        Artifacts = [.. result.Output.Files, .. context.Artifacts?.Files ?? []],
        Metrics = result.Metrics,
        Issues = result.Issues,
        Source = result.Source,
        SourceCheck = result.SourceCheck,
        Provenance = result.Provenance,
        ExitCode = result.ExitCode,
        CommandLine = result.CommandLine,
    };

    private RunRecord Failed(RunRecord run, SecretRedactor redactor, RunError found)
    {
        var error = new RunError(found.Type, redactor.Redact(found.Message), redactor.RedactAny(found.Hint));
        WriteError(run, error);
        return run with { Status = RunStateMachine.Move(run.Status, RunStatus.Failed), EndedAt = Now(run), Error = error };
    }

    private static void WriteError(RunRecord run, RunError error)
    {
        using var log = Files.AppendLog.Open(Path.Combine(run.LogPath, RunLogNames.Stderr));
        log.Append(System.Text.Encoding.UTF8.GetBytes($"error: {error.Message}".ReplaceLineEndings(" ")), Files.Durability.Knowledge);
    }

    // A clock that was set back must not make a run end before it began.
    private DateTimeOffset Now(RunRecord run) => workspace.Time.GetUtcNow() is var now && now < run.StartedAt ? run.StartedAt.Value : now;

    private static string ErrorType(OptException error) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(error.ErrorId);

    private RunRecord NewRun(InstanceRow instance, FlowKey flow, FlowFacts facts, FlowState state, UpstreamState[] upstreams, bool forced)
    {
        var id = Guid.CreateVersion7();
        var now = workspace.Time.GetUtcNow();
        return new RunRecord
        {
            Id = id,
            Type = FlowPairing.Of(instance.Type).First(p => p.Flow == flow.Flow).RunType,
            Instance = instance.Id,
            InstanceName = instance.Name,
            Flow = flow.Flow,
            Status = RunStateMachine.Move(RunStatus.Pending, RunStatus.Running),
            Trigger = new RunTrigger(settings.Trigger, workspace.Actor),
            CreatedAt = now,
            StartedAt = now,
            Definition = instance.Definition,
            DefinitionHash = facts.DefinitionHash,
            ConfigHash = facts.ConfigHash,
            UsedHashes = upstreams.Where(u => !u.Edge.CarriesData).DistinctBy(u => u.Edge.Upstream).ToDictionary(u => u.Edge.Upstream.ToString(), u => u.State.UseHash),
            AsOf = settings.Time.AsOf,
            Overrides = forced && (state.Status == FlowStatus.Ready || state.UpstreamBlocker is not null) ? ["force"] : settings.AcceptDelayed ? ["accept_delayed"] : [],
            Reasons = [.. state.Reasons.Select(r => ReasonNames.Document(r, snapshot.NameOf))],
            Runner = RunJournal.Runner,
            LogPath = workspace.PathsOf(instance.Directory).RunLogs(id),
        };
    }
}
