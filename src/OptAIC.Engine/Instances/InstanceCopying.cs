using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Instances;

/// <summary>
/// Makes an instance like another one. Everything is checked as for a new one, against the versions that the other has. Schedules are disabled, so that
/// nothing runs twice by surprise; handles of other systems stay with the one that they are of, and so does its stage.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="snapshot">Its instances.</param>
/// <param name="source">The instance that is copied.</param>
/// <param name="request">How the copy differs.</param>
internal sealed class InstanceCopying(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow source, CopyRequest request)
{
    private static readonly string[] Own = ["name", "type", "handles"];

    private readonly PresentInstance _present = PresentInstance.Read(workspace, source);

    /// <summary>Works the copy out.</summary>
    /// <exception cref="IllegalNameException">The name breaks a rule.</exception>
    /// <exception cref="NameTakenException">It is in use.</exception>
    public InstanceDraft Draft(string name)
    {
        InstanceName.Check(name);
        if (snapshot.Find(name) is { } other)
        {
            throw new NameTakenException(other.Name);
        }

        var spec = SpecSource.Read(
            new InstanceRequest { Name = name, Type = source.Type, Config = request.Config, Upstream = request.Upstream, Tags = request.Tags }, snapshot, Spec());
        var draft = new InstanceDrafting(workspace, snapshot).Draft(spec, request.BaseDirectory, macros: _present.PinnedMacros);
        return draft with { Document = draft.Document with { Backpack = _present.Document.Backpack } };
    }

    /// <summary>Makes it.</summary>
    public void Write(InstanceDraft draft, CancellationToken cancellation)
    {
        InstanceRow made;
        if (request.WithData)
        {
            // Nothing of it runs while it is read.
            using var guards = InstanceGuards.Take(workspace, snapshot, source, cancellation);
            made = InstanceWriter.Publish(workspace, draft.Document, draft.Parts, staging => BringData(draft.Document, staging, cancellation));
        }
        else
        {
            made = InstanceWriter.Publish(workspace, draft.Document, draft.Parts);
        }

        if (made.Type == InstanceType.WorkflowInstance)
        {
            Sandbox.Fill(workspace.PathsOf(made.Directory).Workflow, workspace.Load(draft.Document.Definition!).Folder);
        }

        if (draft.Document.Schedules is { } schedules && schedules.EnumerateObject().Any(s => s.Value.TryGetProperty("enabled", out var enabled) && !enabled.GetBoolean()))
        {
            workspace.Warn($"the schedules of {made.Name} are disabled, so that nothing runs twice; enable them when it is to run by itself");
        }
    }

    private void BringData(InstanceDocument made, InstancePaths staging, CancellationToken cancellation)
    {
        var paths = workspace.PathsOf(source.Directory);
        Data.DataSwap.Finish(paths, _present.Document.Generation);
        var makers = InstanceFiles.MakersOf(paths);
        makers = makers.Where(r => File.Exists(paths.RunRecord(r))).ToHashSet();
        var ids = makers.ToDictionary(r => r, r => DocumentFile.Read(paths.RunRecord(r), DocumentJson.Default.RunRecord) is var record ? Guid.CreateVersion7(record.CreatedAt) : r);
        ids[source.Id] = made.Id;
        var target = workspace.PathsOf(WorkspacePaths.DirectoryName(made.Name, made.CreatedAt)).Directory;
        var identity = new InstanceIdentity(ids, paths.Directory, target, made.Name) { IsOther = true };
        foreach (var file in InstanceFiles.Data(paths).Concat(makers.SelectMany(r => InstanceFiles.Run(paths, r))))
        {
            cancellation.ThrowIfCancellationRequested();
            identity.Bring(file, staging.Directory);
        }
    }

    private DocumentMapping Spec()
    {
        var spec = _present.Spec();
        return new DocumentMapping([.. spec.Entries.Where(e => !Own.Contains(e.Name)).Select(Disabled)], spec.Position);
    }

    private static DocumentEntry Disabled(DocumentEntry entry) => (entry.Name, entry.Value) switch
    {
        ("schedule", DocumentMapping schedule) => entry with { Value = Disabled(schedule) },
        ("schedules", DocumentMapping flows) => entry with { Value = new DocumentMapping([.. flows.Entries.Select(f => f.Value is DocumentMapping one ? f with { Value = Disabled(one) } : f)], flows.Position) },
        _ => entry,
    };

    private static DocumentMapping Disabled(DocumentMapping schedule) => new(
        [.. schedule.Entries.Where(e => e.Name != "enabled"), new DocumentEntry(new DocumentScalar("enabled", ScalarStyle.Quoted, schedule.Position), new DocumentScalar("false", ScalarStyle.Plain, schedule.Position))],
        schedule.Position);
}
