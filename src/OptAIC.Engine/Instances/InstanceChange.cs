using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Instances;

/// <summary>
/// Changes an instance that exists; every change goes through here. Under all of its guards the earlier document goes to
/// <c>history/</c>, changed inline parts get new files, and one rename of <c>instance.json</c>, which names the files of its parts, makes
/// the change: a kill at any point leaves the instance as it was or as it is to be.
/// </summary>
internal sealed class InstanceChange(WorkspaceContext workspace, WorkspaceSnapshot snapshot)
{
    // Only held while edges are compared and one document is written.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes the change.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="changed">
    /// What it is to be. The document's generation is the one that the change was worked out from; id and time of creation are those that it
    /// has. Another name is reserved before anything is written. Inline parts that are left out stay as they are.
    /// </param>
    /// <param name="action">What the activity log says, for example <c>instance.changed</c>.</param>
    /// <param name="cancellation">Ends the waiting for guards; a change that has begun is finished.</param>
    /// <param name="payload">Particulars for the activity log.</param>
    /// <returns>The document as it is now.</returns>
    /// <exception cref="FlowBusyException">One of its flows is running, or a flow of a dataset that shares it.</exception>
    /// <exception cref="InstanceChangedException">Somebody else has changed it meanwhile.</exception>
    /// <exception cref="InstanceNotFoundException">It, or an upstream of it, is gone.</exception>
    /// <exception cref="Lineage.LineageCycleException">An edge would close a cycle.</exception>
    /// <exception cref="NameTakenException">It is to have the name of another instance.</exception>
    public InstanceDocument Apply(InstanceRow instance, InstanceDraft changed, string action, CancellationToken cancellation, params IReadOnlyList<(string Name, string? Value)> payload)
    {
        var paths = workspace.PathsOf(instance.Directory);
        var before = Present(paths, instance, changed.Document.Generation);
        // When a flow is started by itself can be changed while it runs.
        var onlySchedules = ScheduleChanges.AreAll(before, changed, part => InstanceFolder.Part(paths, part));
        using var guards = onlySchedules
            ? InstanceGuards.TakeDocumentOnly(workspace, instance, cancellation)
            : InstanceGuards.Take(workspace, snapshot, instance, cancellation);
        var present = Present(paths, instance, changed.Document.Generation);
        using var order = OrderOfEdges(present, changed.Document, cancellation);
        cancellation.ThrowIfCancellationRequested();
        workspace.Registry.Announce(new ChangeIntent(instance.Directory, instance.Id, NewName(present, changed.Document), WorkspaceContext.Owner, workspace.Time.GetUtcNow()));
        try
        {
            FinishSwap(present.Generation);
            changed.Swap?.Prepare(paths, present.Generation + 1);
            var document = WriteParts(paths, present, changed);
            KeepHistory(paths, present);
            DocumentFile.Write(paths.Document, document, DocumentJson.Default.InstanceDocument, Durability.Truth);
            FinishSwap(document.Generation);
            return document;
        }
        finally
        {
            // Whatever was written: the index says what the directory says, and the intent is closed.
            if (onlySchedules)
            {
                InstanceReindex.Schedules(workspace, workspace.Registry, instance.Directory);
            }
            else
            {
                InstanceReindex.FromDirectory(workspace, workspace.Registry, instance.Id, instance.Directory);
            }

            Announce(paths, instance, present, action, payload);
        }

        void FinishSwap(int generation)
        {
            if (!onlySchedules)
            {
                DataSwap.Finish(paths, generation);
            }
        }
    }

    private static string? NewName(InstanceDocument present, InstanceDocument changed) => changed.Name == present.Name ? null : changed.Name;

    private static InstanceDocument Present(InstancePaths paths, InstanceRow instance, int expected)
    {
        if (!File.Exists(paths.Document))
        {
            throw new InstanceNotFoundException(instance.Name, "it has been removed meanwhile");
        }

        var present = InstanceFolder.Document(paths);
        return present.Generation == expected ? present : throw new InstanceChangedException(instance.Name, expected, present.Generation);
    }

    // Two changes of two instances could each be free of cycles and make one together: new edges are looked at one after the other.
    private GuardFile? OrderOfEdges(InstanceDocument present, InstanceDocument changed, CancellationToken cancellation)
    {
        if (changed.UpstreamRefs.ToHashSet().IsSubsetOf(present.UpstreamRefs) && SharedParts(changed).IsSubsetOf(SharedParts(present)))
        {
            return null;
        }

        var guard = GuardFile.TryAcquire(workspace.Paths.Guard, Patience, cancellation) ?? throw new WorkspaceBusyException(workspace.Paths.Root);
        try
        {
            ChangedEdges.Check(new WorkspaceSnapshot(workspace), changed);
            return guard;
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    private static HashSet<Guid> SharedParts(InstanceDocument document) => [.. document.Parts.Where(p => p.Shared).Select(p => p.Instance)];

    private static InstanceDocument WriteParts(InstancePaths paths, InstanceDocument present, InstanceDraft changed)
    {
        var generation = present.Generation + 1;
        var references = new List<PartReference>();
        foreach (var reference in changed.Document.Parts)
        {
            var before = present.Parts.FirstOrDefault(p => p.Role == reference.Role && !p.Shared);
            var isSame = !changed.Parts.TryGetValue(reference.Role, out var part) || (before is not null && DocumentEquality.AreSame(InstanceFolder.Part(paths, before), part));
            if (reference.Shared || (isSame && before is not null))
            {
                references.Add(reference.Shared ? reference : before!);
                continue;
            }

            var written = reference with { Generation = generation };
            Directory.CreateDirectory(Path.GetDirectoryName(paths.Part(written))!);
            DocumentFile.Write(paths.Part(written), part! with { Generation = generation }, DocumentJson.Default.InstanceDocument, Durability.Truth);
            references.Add(written);
        }

        return changed.Document with { Generation = generation, Parts = references };
    }

    // Byte for byte; the files of its parts stay where they are, under the names that it gives them.
    private static void KeepHistory(InstancePaths paths, InstanceDocument present)
    {
        Directory.CreateDirectory(paths.History);
        DurableFile.Write(paths.HistoryOf(present.Generation), DurableFile.ReadShared(paths.Document), Durability.Truth);
    }

    private void Announce(InstancePaths paths, InstanceRow instance, InstanceDocument present, string action, IReadOnlyList<(string Name, string? Value)> payload)
    {
        if (InstanceFolder.Document(paths) is { } now && now.Generation > present.Generation)
        {
            workspace.Activity.Append(action, now.Name, [("id", instance.Id.ToString("D")), ("generation", now.Generation.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. payload]);
        }
    }
}
