using System.Diagnostics;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Testing;

/// <summary>Runs one case in a workspace of its own, through the runner, as for any user.</summary>
/// <param name="definition">The definition.</param>
/// <param name="source">Its folder as it is registered.</param>
/// <param name="test">The case.</param>
/// <param name="options">How cases are run.</param>
internal sealed class CaseRun(LoadedDefinition definition, string source, TestCase test, DefinitionTestOptions options)
{
    private const int LogLines = 5;

    /// <summary>Runs it.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing of it is left.</exception>
    public async Task<OptTestResult> RunAsync(CancellationToken cancellation)
    {
        if (test.Skip is { } reason)
        {
            return Result(TestOutcome.Skipped, TimeSpan.Zero) with { Message = reason };
        }

        cancellation.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        using var folder = new ThrowAwayFolder(options.Keep);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(test.Timeout);
        using var workspace = WorkspaceContext.Initialize(new WorkspaceOptions { Root = folder.Path, Runner = options.Runner });
        var result = await JudgeAsync(workspace, limit.Token).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return result with { Duration = Stopwatch.GetElapsedTime(started), Warnings = [.. workspace.Warnings], Workspace = options.Keep ? folder.Path : null };
    }

    private async Task<OptTestResult> JudgeAsync(WorkspaceContext workspace, CancellationToken cancellation)
    {
        try
        {
            var made = new CaseWorkspace(workspace, definition, test);
            made.Prepare(source);
            var outcome = await HappenAsync(workspace, made, cancellation).ConfigureAwait(false);
            if (cancellation.IsCancellationRequested)
            {
                return TimedOut();
            }

            var differences = new CaseJudgement(test, new CaseOutput(workspace, made.Subject, outcome.Run?.Flow, outcome.Paths)).Differences(outcome);
            return differences.Count == 0
                ? Result(TestOutcome.Passed)
                : Result(TestOutcome.Failed) with { Differences = differences, Message = differences[0].Message, Log = outcome.Run is { Status: RunStatus.Failed } failed ? LastWords(failed) : [] };
        }
        catch (OperationCanceledException)
        {
            return TimedOut();
        }
        catch (OptException error)
        {
            // Something around the definition is wrong: an input, a secret, another definition.
            return Result(TestOutcome.Failed) with { Message = error.Message, Differences = error.Issues };
        }
    }

    private async Task<CaseOutcome> HappenAsync(WorkspaceContext workspace, CaseWorkspace made, CancellationToken cancellation)
    {
        try
        {
            made.CreateSubject();
        }
        catch (OptException refused) when (refused is not CaseNotRunnableException)
        {
            var issue = new Yaml.DocumentPosition(test.File, test.Position.Line, test.Position.Column).Issue(refused.ErrorId, refused.Message);
            return new CaseOutcome { Status = ExpectedStatus.Refused, ErrorType = refused.ErrorId, Error = refused.Message, Issues = refused.Issues.Count > 0 ? refused.Issues : [issue], Contracts = (refused as ContractViolationException)?.Reports ?? [] };
        }

        var snapshot = new WorkspaceSnapshot(workspace);
        var row = InstanceLookup.Find(snapshot, made.Subject);
        var outcome = new CaseOutcome { Status = ExpectedStatus.Completed, Paths = workspace.PathsOf(row.Directory) };
        IReadOnlyList<FlowKind> flows = test.Flows.Count > 0 ? test.Flows
            : FlowPairing.DefaultFlow(row.Flows.Select(f => f.Key.Flow)) is { } usual ? [usual]
            : throw new CaseNotRunnableException(test.Name, $"a {row.Type} has no default flow; name one with 'flow'");
        var done = new HashSet<FlowKind>();
        foreach (var flow in flows)
        {
            if (outcome.Status != ExpectedStatus.Completed || cancellation.IsCancellationRequested)
            {
                break;
            }

            outcome = await FlowAsync(workspace, made.Subject, flow, again: !done.Add(flow), outcome, cancellation).ConfigureAwait(false);
        }

        return outcome;
    }

    private static async Task<CaseOutcome> FlowAsync(WorkspaceContext workspace, string subject, FlowKind flow, bool again, CaseOutcome outcome, CancellationToken cancellation)
    {
        var request = new FlowRunRequest { Targets = [new FlowTarget(subject, flow)], Recursive = true, Force = again };
        PlanResult plan;
        try
        {
            plan = await new FlowFacade(workspace).RunAsync(request, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (OptException refused)
        {
            return outcome with { Status = ExpectedStatus.Failed, ErrorType = refused.ErrorId, Error = refused.Message };
        }

        if (plan.Steps.FirstOrDefault(s => s.Instance != subject && s.Outcome == StepOutcome.Failed) is { } input)
        {
            return outcome with { Status = ExpectedStatus.Failed, ErrorType = "input", Error = $"the input {input.Instance} could not be loaded: {input.Message}" };
        }

        var step = plan.Steps.Single(s => s.Instance == subject && s.Flow == flow);
        if (step.Run is not { } id)
        {
            return outcome with { Status = ExpectedStatus.Failed, ErrorType = step.Outcome, Error = step.Message };
        }

        var run = new RunFacade(workspace).Get(id.ToString("D"));
        return run.Status == RunStatus.Completed
            ? outcome with { Run = run, Contracts = run.Contracts }
            : outcome with { Run = run, Contracts = run.Contracts, Status = ExpectedStatus.Failed, ErrorType = run.ErrorType, Error = run.Error };
    }

    private OptTestResult TimedOut() => Result(TestOutcome.Failed) with { Message = $"it did not end within {test.Timeout.TotalSeconds:0.###} s, and was ended" };

    private static string[] LastWords(OptRun run)
    {
        var file = RunFacade.LogFile(run, RunLogStream.Stderr);
        return File.Exists(file) ? [.. File.ReadLines(file).TakeLast(LogLines)] : [];
    }

    private OptTestResult Result(TestOutcome outcome, TimeSpan duration = default) => new()
    {
        Definition = definition.Definition.ToString(),
        Case = test.Name,
        Outcome = outcome,
        Duration = duration,
        File = test.File,
        Line = test.Position.Line > 0 ? test.Position.Line : null,
    };
}
