using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Sources;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>The built-in <c>builtin.sqlite</c>: reads what a query finds in an SQLite file, a row per date and entity.</summary>
internal sealed class SqlitePipeline(InstanceDocument part) : IPipeline
{
    public Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var source = new QuerySource(part.Config.Text("database")!, part.Config.Text("query")!);
        if (!File.Exists(source.Database))
        {
            throw new SourceMissingException(source.Database, "database");
        }

        context.Progress(null, "asking the query");
        var panel = source.Ask(reader => new QueryRows(source.Database, RowFormat.Of(part.Config)).Read(reader, cancellation), cancellation);
        context.Log($"read {source.Database}: {panel.Index.Count} entities, {panel.Index.Rows} dates, fields {string.Join(", ", panel.Fields)}");
        return Task.FromResult(new PipelineResult(panel, IsComplete: false) { Knowledge = RowFormat.KnowledgeOf(part.Config) });
    }

    /// <summary>What its config declares as the source: the answer of a query, its own or a cheaper one that tells as much.</summary>
    public static string SourceOf(System.Text.Json.JsonElement config) =>
        new QuerySource(config.Text("database")!, config.Text("changed_when") ?? config.Text("query")!).ToString();
}
