using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>Says in <c>workers.json</c>, under <c>workers.lock</c>, which processes work on which steps.</summary>
internal sealed class StepWorkers : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FlowContext _context;
    private readonly GuardFile _guard;
    private readonly int _max;
    private readonly List<WorkerDocument> _workers = [];

    /// <summary>Takes the lock.</summary>
    /// <param name="context">The run.</param>
    /// <param name="max">Most at the same time.</param>
    /// <exception cref="FlowBusyException">Somebody else's steps run in this instance.</exception>
    public StepWorkers(FlowContext context, int max)
    {
        (_context, _max) = (context, max);
        _guard = GuardFile.TryAcquire(context.Paths.WorkersLock, GuardFile.MinimumPatience)
            ?? throw new FlowBusyException($"{context.Instance.Name}.{Model.SnakeCase.Of(context.Flow)}", "the steps of another run work in its sandbox", "wait for that run, or stop it");
        Write(endedAt: null);
    }

    /// <summary>A process works on a step.</summary>
    public void Began(string step, int attempt, ProcessIdentity process) =>
        Change(() => _workers.Add(new WorkerDocument(step, attempt, process.Pid, process.ToString(), _context.Workspace.Time.GetUtcNow())));

    /// <summary>It has ended.</summary>
    public void Ended(string step) => Change(() => _workers.RemoveAll(w => w.Step == step));

    public void Dispose()
    {
        lock (_gate)
        {
            _workers.Clear();
            Write(_context.Workspace.Time.GetUtcNow());
        }

        _guard.Dispose();
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Write(endedAt: null);
        }
    }

    private void Write(DateTimeOffset? endedAt) => DocumentFile.Write(
        _context.Paths.Workers,
        new WorkersDocument { RunId = _context.Run.Id, Max = _max, Workers = [.. _workers], UpdatedAt = _context.Workspace.Time.GetUtcNow(), EndedAt = endedAt },
        DocumentJson.Default.WorkersDocument,
        Durability.Knowledge);
}
