using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Csv;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Errors;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>A pipeline that is a program: it leaves long CSV files in its output folder, and those are loaded.</summary>
internal sealed class CommandPipeline(InstanceDocument part, DefinitionEntry entry, string? definitionFolder) : IPipeline
{
    /// <summary>The built-in <c>builtin.command</c>, whose config holds the command line.</summary>
    public static CommandPipeline FromConfig(InstanceDocument part) =>
        new(part, new DefinitionEntry(EntryKind.Command, [.. part.Config.GetProperty("command").EnumerateArray().Select(a => a.GetString()!)]), null);

    public async Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        Sandbox.Fill(context.Paths.Workflow, definitionFolder);
        var output = FilesOutput.Stage(context.Paths, context.Flow, context.Run.Id);
        try
        {
            var report = await new CommandRun(context, entry, part.Config, Variables()).RunAsync(output, cancellation).ConfigureAwait(false);
            var files = Directory.EnumerateFiles(output).Where(f => f.EndsWith(".csv", StringComparison.Ordinal) || f.EndsWith(".csv.gz", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0)
            {
                throw new NoOutputException(context.Instance.Name, entry.Arguments[0]);
            }

            return new PipelineResult(new CsvReader(new CsvFormat()).Read(files, cancellation), IsComplete: false)
            {
                Metrics = report.Metrics,
                LastDataDate = report.LastDataDate,
                Issues = report.Issues,
                ExitCode = 0,
                CommandLine = report.CommandLine,
            };
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private Dictionary<string, string> Variables() =>
        part.Config.TryGetProperty("env", out var variables) && variables.ValueKind == JsonValueKind.Object
            ? variables.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!)
            : [];
}

/// <summary>A pipeline's program ended well and left no data.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="program">The program.</param>
public sealed class NoOutputException(string instance, string program)
    : OptException("NoOutput", ExitCode.Failed, $"{instance}: {program} left no .csv file in its output folder", "the folder's path stands in the file that OPTAIC_CONTEXT names, under 'output'");
