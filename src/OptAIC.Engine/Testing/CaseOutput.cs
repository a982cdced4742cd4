using System.Globalization;
using OptAIC.Engine.Data;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Testing;

/// <summary>What the instance of a case has published: a dataset, or files.</summary>
/// <param name="workspace">The workspace of the case.</param>
/// <param name="instance">Name of the instance.</param>
/// <param name="flow">The flow that is judged; <c>null</c> when none ran.</param>
/// <param name="paths">Its directory; <c>null</c> when it was not made.</param>
internal sealed class CaseOutput(WorkspaceContext workspace, string instance, FlowKind? flow, InstancePaths? paths)
{
    private readonly InstancePaths? _paths = flow is { } judged ? paths?.Of(judged) : paths;

    /// <summary>Its rows: those of the dataset, as its accessor shows them, or those of the only CSV file.</summary>
    public CsvTable? Table()
    {
        if (Current() is not { } current)
        {
            return null;
        }

        if (current.LoadId is null)
        {
            return CsvFiles() is [var only] ? CsvTable.Read(Path.Combine(Folder()!, only)) : null;
        }

        var rows = new DataFacade(workspace).Read(instance, new DataQuery { Flow = flow });
        return new CsvTable(["date", "entity", .. rows.Columns], [.. rows.Rows.Select(Row)]);
    }

    /// <summary>Why there are no rows.</summary>
    public string WhyNoTable() => Current() is null ? "nothing was published"
        : CsvFiles() is { Count: > 1 } several ? $"it published several CSV files, {string.Join(", ", several)}; name one under 'files', with 'data'"
        : "it published no CSV file";

    /// <summary>A published file or an artifact of a run, or <c>null</c>.</summary>
    public string? File(string name, OptRun run) =>
        Folder() is { } folder && Published().Contains(name, StringComparer.Ordinal) ? Path.Combine(folder, name) : run.Artifacts.FirstOrDefault(a => Names(a, name))?.Path;

    /// <summary>Names of published files and artifacts.</summary>
    public IReadOnlyList<string> Files(OptRun run) => [.. Published().Concat(run.Artifacts.Select(a => Path.GetFileName(a.Path))).Distinct().Order(StringComparer.Ordinal)];

    private static bool Names(OptArtifact artifact, string name) =>
        artifact.Path.Replace('\\', '/').EndsWith("/" + name, StringComparison.Ordinal) && System.IO.File.Exists(artifact.Path);

    private Documents.CurrentData? Current() => _paths is null ? null : PublishedData.Current(_paths);

    private string? Folder() => Current() is { LoadId: null } current ? _paths!.DataVersion(current.Version) : null;

    private List<string> CsvFiles() => [.. Published().Where(f => f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))];

    private IEnumerable<string> Published() => Folder() is { } folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
        : [];

    private static CsvTableRow Row(DataRow row)
    {
        var cells = new List<string> { row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Entity };
        foreach (var value in row.Values.Span)
        {
            cells.Add(double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture));
        }

        return new CsvTableRow(0, cells);
    }
}
