using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Models;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Engine.Health;

/// <summary>Compares the registry with the directories.</summary>
internal sealed class RegistryCheck(WorkspaceContext workspace)
{
    private const string Remedy = "run 'optaic registry repair'";

    public IReadOnlyList<OptIssue> Run()
    {
        var issues = new List<OptIssue>();
        var rows = workspace.Registry.Instances().ToDictionary(r => r.Directory, StringComparer.Ordinal);
        var names = new Dictionary<string, string>(OptAIC.Naming.InstanceName.Comparer);
        foreach (var directory in Directories())
        {
            var paths = new InstancePaths(directory);
            if (!File.Exists(paths.Document) && !rows.ContainsKey(Path.GetFileName(directory)))
            {
                issues.Add(Issue("no_document", directory, "the directory holds no instance.json; put it back, or remove the directory") with { Severity = IssueSeverity.Warning });
                continue;
            }

            try
            {
                var document = InstanceFolder.Document(paths);
                if (!rows.Remove(Path.GetFileName(directory), out var row))
                {
                    issues.Add(Issue("not_indexed", directory, $"the instance {document.Name} is not in the registry; {Remedy}"));
                }
                else if (row.Name != document.Name || row.Id != document.Id || row.Generation != document.Generation || row.ConfigHash != document.ConfigHash || ActiveModelDiffers(row, paths))
                {
                    issues.Add(Issue("index_differs", directory, $"the registry has another state of {document.Name}; {Remedy}"));
                }

                if (!names.TryAdd(document.Name, directory))
                {
                    issues.Add(Issue("name_twice", directory, $"the name {document.Name} is also that of {names[document.Name]}; rename one of them"));
                }

                CheckRuns(paths, document, issues);
            }
            catch (OptException unreadable) when (unreadable is UnreadableDocumentException or NewerFormatException)
            {
                rows.Remove(Path.GetFileName(directory));
                issues.Add(Issue("unreadable_document", paths.Document, unreadable.Message));
            }
        }

        issues.AddRange(rows.Values.Select(r => Issue("directory_missing", workspace.PathsOf(r.Directory).Directory, $"the directory of {r.Name} is gone; {Remedy}")));
        return issues;
    }

    private static bool ActiveModelDiffers(Registry.InstanceRow row, InstancePaths paths) =>
        row.Flows.FirstOrDefault(f => f.Key.Flow == FlowKind.Training) is { ActiveRun: null } training && training.ActiveModel != ModelVersions.Active(paths)?.Version;

    private void CheckRuns(InstancePaths paths, InstanceDocument document, List<OptIssue> issues)
    {
        var onDisk = InstanceFolder.Runs(paths, problem => issues.Add(Issue("unreadable_document", problem.Path, problem.Message))).ToDictionary(r => r.Id);
        foreach (var run in workspace.Registry.Runs(new Registry.RunQuery { Instance = document.Id }))
        {
            if (!onDisk.Remove(run.Id, out var record))
            {
                issues.Add(Issue("run_missing", paths.RunRecord(run.Id), $"the registry has a run of {document.Name} that has no record; {Remedy}"));
            }
            else if (record.Status != run.Status)
            {
                issues.Add(Issue("index_differs", paths.RunRecord(run.Id), $"the run is {record.Status}, the registry says {run.Status}; {Remedy}"));
            }
        }

        issues.AddRange(onDisk.Keys.Select(id => Issue("not_indexed", paths.RunRecord(id), $"a run of {document.Name} is not in the registry; {Remedy}")));
    }

    private IEnumerable<string> Directories() =>
        Directory.Exists(workspace.Paths.Instances)
            ? Directory.EnumerateDirectories(workspace.Paths.Instances, WorkspacePaths.InstancePrefix + "*").Order(StringComparer.Ordinal)
            : [];

    private static OptIssue Issue(string code, string file, string message) =>
        new() { Severity = IssueSeverity.Error, Code = code, Message = message, File = file };
}
