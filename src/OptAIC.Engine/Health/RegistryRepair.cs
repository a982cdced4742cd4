using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Health;

/// <summary>Rebuilds the registry. Documents that cannot be read are moved aside, never deleted.</summary>
internal sealed class RegistryRepair(WorkspaceContext workspace)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public RegistryRepairReport Run(bool whatIf, CancellationToken cancellation)
    {
        var before = new RegistryCheck(workspace).Run();
        var actions = before.Where(i => i.Code != "unreadable_document").Select(i => i.ToString()).ToList();
        var unreadable = before.Where(i => i.Code == "unreadable_document").Select(i => i.File!).ToList();
        var stamp = workspace.Time.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        actions.AddRange(unreadable.Select(f => $"{f} → {Path.GetFileName(f)}.corrupt-{stamp}"));
        var remnants = workspace.Registry.Instances().SelectMany(i => RunRemnants.Of(workspace, i).Select(run => (i.Directory, Run: run))).ToList();
        actions.AddRange(remnants.Select(r => $"{RunRemnants.PlaceOf(workspace.PathsOf(r.Directory), r.Run)} → trash"));
        if (!whatIf)
        {
            using var guard = GuardFile.TryAcquire(workspace.Paths.Guard, Patience, cancellation) ?? throw new WorkspaceBusyException(workspace.Paths.Root);
            foreach (var file in unreadable)
            {
                File.Move(file, $"{file}.corrupt-{stamp}", overwrite: true);
            }

            foreach (var directory in Indexed())
            {
                InstanceReindex.FromDirectory(workspace, workspace.Registry, directory.Id, directory.Name);
            }

            foreach (var (directory, run) in remnants)
            {
                RunRemoval.MoveRemnants(workspace, directory, run);
            }

            if (actions.Count > 0)
            {
                workspace.Activity.Append("registry.repaired", "registry.db", ("actions", actions.Count.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return new RegistryRepairReport(workspace.Registry.Instances().Count, workspace.Registry.Runs(new RunQuery()).Count, actions);
    }

    // Every directory, and every row whose directory is gone.
    private IEnumerable<(Guid Id, string Name)> Indexed()
    {
        var rows = workspace.Registry.Instances().ToDictionary(r => r.Directory, r => r.Id, StringComparer.Ordinal);
        foreach (var directory in Directory.EnumerateDirectories(workspace.Paths.Instances, WorkspacePaths.InstancePrefix + "*").Select(Path.GetFileName))
        {
            var id = rows.Remove(directory!, out var known) ? known
                : DocumentFile.TryRead(workspace.PathsOf(directory!).Document, DocumentJson.Default.InstanceDocument)?.Id ?? Guid.Empty;
            yield return (id, directory!);
        }

        foreach (var (directory, id) in rows)
        {
            yield return (id, directory);
        }
    }
}
