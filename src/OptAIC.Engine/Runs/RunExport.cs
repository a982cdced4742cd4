using System.Globalization;
using System.Text;
using System.Text.Json;
using OptAIC.Engine.Files;
using OptAIC.Engine.Queries;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>Writes runs to a file that others read; it appears whole, or not at all.</summary>
internal static class RunExport
{
    private static readonly (string Name, Func<OptRun, object?> Value)[] Columns =
    [
        ("id", r => r.Id.ToString("D")),
        ("instance", r => r.Instance),
        ("flow", r => SnakeCase.Of(r.Flow)),
        ("type", r => r.Type.ToString()),
        ("status", r => SnakeCase.Of(r.Status)),
        ("trigger", r => SnakeCase.Of(r.Trigger)),
        ("actor", r => r.Actor),
        ("created_at", r => UtcTimeConverter.ToText(r.CreatedAt)),
        ("started_at", r => r.StartedAt is { } at ? UtcTimeConverter.ToText(at) : null),
        ("ended_at", r => r.EndedAt is { } at ? UtcTimeConverter.ToText(at) : null),
        ("duration", r => r.Duration?.TotalSeconds),
        ("attempt", r => r.Attempt),
        ("exit_code", r => r.ExitCode),
        ("error_type", r => r.ErrorType),
        ("error", r => r.Error),
        ("definition", r => r.Definition),
        ("data_version", r => r.DataVersion),
        ("last_data_date", r => r.LastDataDate?.ToString("O", CultureInfo.InvariantCulture)),
        ("as_of", r => r.AsOf?.ToString("O", CultureInfo.InvariantCulture)),
        ("is_side", r => r.IsSide ? "true" : "false"),
        ("replay_of", r => r.ReplayOf?.ToString("D")),
        ("host", r => r.Host),
    ];

    /// <summary>Writes the file.</summary>
    /// <param name="snapshot">The workspace of the runs.</param>
    /// <param name="runs">The runs, with metrics.</param>
    /// <param name="path">The file. Its folder has to be there.</param>
    /// <param name="format">Its form; <c>null</c> is what its name says.</param>
    /// <param name="overwrite">Whether one that is there is replaced.</param>
    /// <param name="cancellation">Stops the writing of an archive; nothing is left then.</param>
    /// <exception cref="RunExportException">Nothing says the form, the file is there, or a run cannot be archived.</exception>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static RunFile Write(WorkspaceSnapshot snapshot, IReadOnlyList<OptRun> runs, string path, RunExportFormat? format, bool overwrite, CancellationToken cancellation)
    {
        path = Path.GetFullPath(path);
        var form = Check(path, format, overwrite);
        if (form == RunExportFormat.Archive)
        {
            return new RunFile(path, form, runs.Count, new RunArchive(snapshot, path).Write([.. runs.Select(r => r.Id)], overwrite, cancellation));
        }

        var content = Encoding.UTF8.GetBytes(form switch
        {
            RunExportFormat.Csv => Csv(runs),
            RunExportFormat.Json => runs.Count == 0 ? "[]\n" : $"[\n{string.Join(",\n", runs.Select(Json))}\n]\n",
            _ => string.Concat(runs.Select(r => Json(r) + "\n")),
        });
        DurableFile.Write(path, content, Durability.Knowledge);
        return new RunFile(path, form, runs.Count, content.Length);
    }

    private static RunExportFormat Check(string path, RunExportFormat? format, bool overwrite)
    {
        if ((format ?? RunFile.FormatOf(path)) is not { } form)
        {
            throw new RunExportException($"nothing says in which form to write '{path}'", "name it .csv, .json or .jsonl for the records, .zip for all there is of the runs");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw StorageException.From("write", path, new DirectoryNotFoundException($"there is no folder '{Path.GetDirectoryName(path)}'"));
        }

        return overwrite || !Path.Exists(path) ? form : throw new RunExportException($"'{path}' is there already", "use --force to replace it, or another name");
    }

    private static string Json(OptRun run) => JsonSerializer.Serialize(run, RunJson.Line.OptRun);

    private static string Csv(IReadOnlyList<OptRun> runs)
    {
        string[] metrics = [.. runs.SelectMany(r => r.Metrics.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var csv = new StringBuilder();
        AddLine(csv, Columns.Select(c => c.Name).Concat(metrics.Select(m => "metric." + m)));
        foreach (var run in runs)
        {
            AddLine(csv, Columns.Select(c => Text(c.Value(run))).Concat(metrics.Select(m => Text(run.Metrics.GetValueOrDefault(m)))));
        }

        return csv.ToString();
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static void AddLine(StringBuilder csv, IEnumerable<string> fields) =>
        csv.AppendJoin(',', fields.Select(f => f.AsSpan().ContainsAny(",\"\r\n") ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : f)).Append('\n');
}
