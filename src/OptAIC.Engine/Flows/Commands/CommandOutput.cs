using System.Buffers;
using System.Text.Json;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>What a program that ended well left in its folders.</summary>
internal sealed class CommandOutput(FlowContext context, CommandFolders folders, CommandReport report)
{
    private const int MostReportBytes = 16 * 1024 * 1024;

    /// <summary>Reads the messages that it wrote into the report file.</summary>
    public void ReadReport()
    {
        if (!File.Exists(folders.Report))
        {
            return;
        }

        CheckIsFile(folders.Report);
        if (new FileInfo(folders.Report).Length > MostReportBytes)
        {
            report.Warn("protocol", $"the report file has more than {MostReportBytes} bytes and was not read");
            return;
        }

        var clean = new ArrayBufferWriter<byte>(1024);
        new RedactingBuffer(context.Secrets.Redactor).Add([.. File.ReadAllBytes(folders.Report), (byte)'\n'], isLast: true, clean);
        new OutputProtocol("report", report).Take(clean.WrittenSpan);
    }

    /// <summary>Reads <c>metrics.json</c>, which is then no part of the output.</summary>
    public void ReadMetrics()
    {
        if (!File.Exists(folders.Metrics))
        {
            return;
        }

        try
        {
            using var metrics = JsonDocument.Parse(File.ReadAllBytes(folders.Metrics));
            foreach (var metric in metrics.RootElement.EnumerateObject())
            {
                if (Number(metric.Value, out var value) is var ok && (!ok || report.Metric(context.Secrets.Redactor.Redact(metric.Name), value) is not null))
                {
                    report.Warn("metrics_file", $"metrics.json: '{context.Secrets.Redactor.Redact(metric.Name)}' is no finite number or null, and was left out");
                }
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            report.Warn("metrics_file", "metrics.json is no JSON object and was not used");
        }

        File.Delete(folders.Metrics);
    }

    /// <summary>Copies the files that it named into the folder of artifacts.</summary>
    public void KeepArtifacts()
    {
        foreach (var (path, name) in report.Artifacts)
        {
            var source = Path.GetFullPath(path, context.Paths.Workflow);
            if (!File.Exists(source))
            {
                report.Warn("artifact", $"the artifact '{path}' does not exist");
                continue;
            }

            CheckIsFile(source);
            var target = Path.GetFullPath(name ?? Path.GetFileName(source), folders.Artifacts);
            if (name is null && IsBelow(folders.Artifacts, source))
            {
                continue;
            }

            if (!IsBelow(folders.Artifacts, target))
            {
                report.Warn("artifact", $"the artifact name '{name}' leads out of the folder of artifacts");
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target, overwrite: true);
        }
    }

    /// <summary>Keeps what it left to be published with the artifacts instead.</summary>
    public void KeepOutput()
    {
        var left = Directory.EnumerateFileSystemEntries(folders.Output).Where(e => e != folders.Artifacts).ToList();
        var kept = Path.Combine(folders.Artifacts, "output");
        foreach (var entry in left)
        {
            Directory.CreateDirectory(kept);
            Directory.Move(entry, Path.Combine(kept, Path.GetFileName(entry)));
        }
    }

    /// <summary>Refuses what is no file, before anything of it is read.</summary>
    /// <exception cref="LinkInOutputException">A link, which can change after it was published.</exception>
    /// <exception cref="StorageException">A pipe or device, which could be waited for without end.</exception>
    public void CheckFiles()
    {
        if (new DirectoryInfo(folders.Output).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).FirstOrDefault(f => f.LinkTarget is not null) is { } link)
        {
            throw new LinkInOutputException(context.Instance.Name, Path.GetRelativePath(folders.Output, link.FullName));
        }

        foreach (var file in Directory.EnumerateFiles(folders.Output, "*", SearchOption.AllDirectories))
        {
            CheckIsFile(file);
        }
    }

    /// <summary>Refuses files that hold a secret.</summary>
    /// <exception cref="SecretInOutputException">One does.</exception>
    public void CheckSecrets()
    {
        if (SecretsInFiles.Find(folders.Output, context.Secrets.Redactor) is { } file)
        {
            throw new SecretInOutputException(context.Instance.Name, context.Secrets.Redactor.Redact(Path.GetRelativePath(folders.Output, file)));
        }
    }

    private static void CheckIsFile(string path)
    {
        using var file = DurableFile.TryOpenShared(path);
    }

    private static bool IsBelow(string folder, string path) => path.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static bool Number(JsonElement value, out double? number)
    {
        number = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var read) && double.IsFinite(read) ? read : null;
        return number is not null || value.ValueKind == JsonValueKind.Null;
    }
}
