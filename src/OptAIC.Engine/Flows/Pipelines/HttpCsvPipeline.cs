using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Csv;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>The built-in <c>builtin.http_csv</c>: fetches long CSV files, where they have changed, and reads them from the workspace's cache.</summary>
internal sealed class HttpCsvPipeline(InstanceDocument part) : IPipeline
{
    public async Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var known = DocumentFile.TryRead(context.Paths.PlacedData, DocumentJson.Default.PlacedDataDocument)?.Items ?? [];
        var fetch = new DataFetch(new DataCache(context.Workspace.Paths), context.Instance.Name, context.Paths.Directory, context.Workspace.Time, p => context.Progress(null, p.ToString()));
        var files = new List<CsvFile>();
        var fetched = new List<PlacedData>();
        foreach (var url in part.SourcePaths)
        {
            var (data, validator) = await fetch.FetchAsync(Item(url), known.FirstOrDefault(k => k.Name == url), cancellation).ConfigureAwait(false);
            files.Add(new CsvFile(data.Path, url));
            fetched.Add(new PlacedData { Name = url, Target = "", Sha256 = data.Sha256, Size = data.Size, Source = url, FetchedAt = data.FetchedAt, Validator = validator });
            context.Log($"{url}: {data.Size} bytes, fetched {data.FetchedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, SHA-256 {data.Sha256}");
        }

        context.Data = [.. fetched.Select(f => new RunData(f.Name, f.Target, f.Sha256, f.Size, f.Source, f.FetchedAt))];
        var panel = new CsvReader(RowFormat.Of(part.Config)).Read(files, cancellation);
        DocumentFile.Write(context.Paths.PlacedData, new PlacedDataDocument { Items = fetched }, DocumentJson.Default.PlacedDataDocument, Durability.Knowledge);
        context.Log($"read {files.Count} file(s): {panel.Index.Count} entities, {panel.Index.Rows} dates, fields {string.Join(", ", panel.Fields)}");
        return new PipelineResult(panel, IsComplete: false) { Knowledge = RowFormat.KnowledgeOf(part.Config) };
    }

    private DataItem Item(string url) => new()
    {
        Name = url,
        Target = "",
        Sources = [DataSource.Of(url)],
        Retries = part.Config.Integer("retries") ?? 0,
        Timeout = part.Config.Duration("timeout") ?? TimeSpan.FromSeconds(30),
    };
}
