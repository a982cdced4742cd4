using OptAIC.Engine.Csv;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Sources;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>The built-in <c>builtin.csv</c>: reads long CSV files.</summary>
internal sealed class CsvPipeline(InstanceDocument part) : IPipeline
{
    public Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var source = part.SourcePaths;
        var files = SourceFiles.Resolve(source);
        if (files.Count == 0 || files.FirstOrDefault(f => !File.Exists(f)) is not null)
        {
            throw new SourceMissingException(files.FirstOrDefault(f => !File.Exists(f)) ?? string.Join(", ", source));
        }

        context.Progress(null, $"reading {files.Count} file{(files.Count == 1 ? "" : "s")}");
        var panel = new CsvReader(RowFormat.Of(part.Config)).Read(files, cancellation);
        context.Log($"read {files.Count} file(s): {panel.Index.Count} entities, {panel.Index.Rows} dates, fields {string.Join(", ", panel.Fields)}");
        return Task.FromResult(new PipelineResult(panel, IsComplete: false)
        {
            Knowledge = RowFormat.KnowledgeOf(part.Config),
        });
    }
}
