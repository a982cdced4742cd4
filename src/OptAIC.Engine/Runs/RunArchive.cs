using System.IO.Compression;
using System.Text.Json;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>
/// Writes runs into one archive: of each its record, logs, metrics and artifacts, those that it published too. Artifacts are held against the
/// hashes of the record while they are packed, and the archive is read back before it appears.
/// </summary>
/// <param name="snapshot">The workspace.</param>
/// <param name="path">The archive, a full path.</param>
internal sealed class RunArchive(WorkspaceSnapshot snapshot, string path)
{
    // The earliest time that a ZIP file can hold.
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes it.</summary>
    /// <param name="runs">The runs; all must have ended.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <returns>Bytes of the archive.</returns>
    /// <exception cref="RunExportException">A run has not ended, or an artifact is not what the record says.</exception>
    /// <exception cref="RunNotFoundException">The record of a run is gone.</exception>
    public long Write(IReadOnlyList<Guid> runs, bool overwrite, CancellationToken cancellation)
    {
        var records = runs.Distinct().Select(Record).ToList();
        var size = 0L;
        FileAside.Write(path, overwrite, file =>
        {
            var files = Pack(file, records, cancellation);
            file.Position = 0;
            ZipPacking.Verify(file, path, files, cancellation);
            size = file.Length;
        });
        return size;
    }

    private RunRecord Record(Guid run)
    {
        var record = new SeenRuns(snapshot).Record(RunLookup.Find(snapshot, run.ToString("D"))) ?? throw new RunNotFoundException(run.ToString("D"), "its record is gone");
        return RunStateMachine.IsFinal(record.Status) ? record
            : throw new RunExportException($"run {run:D} has not ended", "wait for it with 'optaic runs wait', or leave it out: --where \"status != running\"");
    }

    private IReadOnlyList<PackedFile> Pack(FileStream file, List<RunRecord> records, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var time = records.Select(r => r.EndedAt).Max() is { } newest && newest > Earliest ? newest.ToUniversalTime() : Earliest;
        var packing = new ZipPacking(path, zip, time);
        foreach (var record in records)
        {
            WriteStep.Before("pack", path);
            Pack(packing, record, cancellation);
        }

        var manifest = new RunArchiveManifest
        {
            Workspace = snapshot.Workspace.Document.Id,
            Runs = [.. records.Select(r => new ArchivedRun(r.Id, snapshot.Find(r.Instance)!.Name, r.Flow, r.Status, r.Output?.Version))],
            Files = packing.Files,
        };
        using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, RunArchiveJson.Default.RunArchiveManifest));
        packing.Add(RunArchiveManifest.FileName, json, cancellation);
        return packing.Files;
    }

    private void Pack(ZipPacking packing, RunRecord record, CancellationToken cancellation)
    {
        var (paths, folder) = (snapshot.PathsOf(record.Instance), $"runs/{record.Id:D}/");
        packing.Add(folder + "record.json", paths.RunRecord(record.Id), cancellation);
        if (File.Exists(paths.RunMetrics(record.Id)))
        {
            packing.Add(folder + "metrics.json", paths.RunMetrics(record.Id), cancellation);
        }

        var logs = record.Replay is null ? paths.RunLogs(record.Id) : record.LogPath;
        var there = Files(logs).ToDictionary(f => f.Name, f => packing.Add($"{folder}logs/{f.Name}", f.File, cancellation));
        foreach (var artifact in record.Artifacts)
        {
            // What a repetition makes stays in its log folder.
            var packed = Below(logs, artifact.Path) is { } log && there.GetValueOrDefault(log) is { } logged ? logged
                : packing.Add(folder + NameOf(paths, record, artifact.Path), Found(record, artifact), cancellation);
            if (packed.Sha256 != artifact.Sha256)
            {
                throw Changed(record, artifact, "is not what the run left: its hash is another");
            }
        }
    }

    // What a run published lies where readers find it; the rest in a folder of the run.
    private static string NameOf(InstancePaths paths, RunRecord record, string artifact) =>
        Below(paths.RunArtifacts(record.Id), artifact) is { } own ? $"artifacts/{own}"
        : record.Output is { } output && Below(paths.Of(record.Flow).DataVersion(output.Version), artifact) is { } published ? $"data/{published}"
        : record.AsOf is { } day && record.Output is { } side && Below(paths.Of(record.Flow).AsOf(day).DataVersion(side.Version), artifact) is { } beside ? $"data/{beside}"
        : $"data/{Path.GetFileName(artifact)}";

    private static string? Below(string folder, string file) =>
        Path.GetRelativePath(folder, file).Replace('\\', '/') is var name && !name.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(name) ? name : null;

    private static string Found(RunRecord record, OptArtifact artifact) => File.Exists(artifact.Path) ? artifact.Path : throw Changed(record, artifact, "is gone");

    private static RunExportException Changed(RunRecord record, OptArtifact artifact, string problem) =>
        new($"run {record.Id:D}: artifact '{artifact.Path}' {problem}", "leave this run out, or export the records alone: .json, .jsonl or .csv");

    private static IEnumerable<(string Name, string File)> Files(string folder) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false })
            .Select(f => (Name: Path.GetRelativePath(folder, f).Replace('\\', '/'), File: f))
            .OrderBy(f => f.Name, StringComparer.Ordinal);
}
