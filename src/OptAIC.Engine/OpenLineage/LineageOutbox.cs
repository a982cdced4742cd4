using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Runs;

namespace OptAIC.Engine.OpenLineage;

/// <summary>Tells what becomes of runs as lineage events. A run never waits for that, and never fails because of it.</summary>
internal sealed class LineageOutbox(Outbox outbox, OpenLineageTarget target)
{
    /// <summary>The events that wait.</summary>
    public Outbox Outbox => outbox;

    /// <summary>Opens the place where the events go.</summary>
    public IEventReceiver Receiver() => target.Service is { } address ? new EventService(address) : new EventFile(target.File!);

    /// <summary>Tells that a run has begun.</summary>
    /// <param name="run">The run.</param>
    /// <param name="record">Path of its record.</param>
    public void Begin(RunRecord run, string record) => Try(() => outbox.Begin(run.Id, record, LineageEvents.Start(run, target.Namespace)));

    /// <summary>Tells how a run has ended.</summary>
    public void End(RunRecord run) => Try(() => outbox.End(run.Id, LineageEvents.End(run, target.Namespace)));

    /// <summary>Tells the ends that were written down by processes that died before they could tell them.</summary>
    public void CatchUp() => Try(() =>
    {
        foreach (var (run, path) in outbox.Unended())
        {
            if (DocumentFile.TryRead(path, DocumentJson.Default.RunRecord) is not { } record)
            {
                outbox.Forget(run);
            }
            else if (RunStateMachine.IsFinal(record.Status))
            {
                End(record);
            }
        }
    });

    private static void Try(Action tell)
    {
        try
        {
            tell();
        }
        catch (StorageException)
        {
            // A full disk must not cost the run as well; its record says everything.
        }
    }
}
