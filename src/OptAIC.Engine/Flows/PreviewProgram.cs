using System.Text;
using OptAIC.Definitions;
using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Expressions;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Errors;
using OptAIC.Quant.Experiments;
using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;
using OptAIC.Quant.TearSheets;

namespace OptAIC.Engine.Flows;

/// <summary>The preview flow of an experiment: its values are published as data, what they look like as metrics and a page.</summary>
internal sealed class PreviewProgram : IFlowProgram
{
    /// <summary>Role of an upstream that is there for its closes.</summary>
    private const string Prices = "prices";

    public Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var definition = FlowPrograms.DefinitionOf(context, context.Document);
        var text = TextOf(definition, context);
        var inputs = Inputs(context);
        context.Progress(null, "evaluating");
        var values = Evaluate(context, definition, text, inputs, cancellation);
        cancellation.ThrowIfCancellationRequested();
        context.Progress(null, "looking at the values");
        var preview = ExperimentPreview.Of(values, Closes(inputs));
        var output = StoreOutput.Prepare(context.Paths, values, KnowledgeRule.Observation, isComplete: true, context.Run.Id, context.Workspace.Time.GetUtcNow());
        if (output.Content is { } content)
        {
            context.Published.Keep(context.Key, output.Version, content);
        }

        WriteSheet(context, preview, text);
        return Task.FromResult(new FlowResult(output) { Metrics = PreviewMetrics.Of(preview) });
    }

    private static string TextOf(Definition definition, FlowContext context) => definition.EntryOf(context.Flow) is { Kind: EntryKind.Expression, Text: var text }
        ? text
        : throw new UnsupportedFlowException($"{definition} has the entry '{definition.EntryOf(context.Flow)}'; an experiment evaluates an expression");

    // An input goes by its role; where several have the same one, by the name of its instance.
    private static List<ExpressionInput> Inputs(FlowContext context)
    {
        var edges = context.Inputs.DistinctBy(e => (e.Upstream, e.Role)).ToList();
        return
        [
            .. edges.Select(edge => new ExpressionInput(
                edges.Count(e => e.Role == edge.Role) == 1 ? edge.Role : context.Snapshot.InstanceOf(edge.Upstream).Name,
                context.Read(edge).Panel)),
        ];
    }

    private static Panel Evaluate(FlowContext context, Definition definition, string text, List<ExpressionInput> inputs, CancellationToken cancellation)
    {
        try
        {
            var macros = new DefinitionMacros(context.Workspace.Definitions, context.Document.Macros, onlyPinned: true);
            var expression = ExperimentExpression.Read(definition, text, context.Document.Config, InputColumn(context, text, inputs), macros);
            var field = definition.OutputColumns.FirstOrDefault(c => c.Name is not ("date" or "entity"))?.Name ?? "value";
            var values = PanelContent.Of(expression.Evaluate(inputs, cancellation).ToPanel(field));
            context.Log($"evaluated {expression.ToString().ReplaceLineEndings("; ")}: {values.Index.Count} entities, {values.Index.Rows} dates");
            return values.Has(field) ? values : throw new ExperimentException(context.Instance.Name, "its expression has no value on any date", "are there as many dates as its windows reach back?");
        }
        catch (ExpressionException error)
        {
            throw new InvalidExpressionException(text, error);
        }
    }

    private static string InputColumn(FlowContext context, string text, List<ExpressionInput> inputs)
    {
        var template = ExpressionTemplate.Parse(text);
        if (!template.Inputs.Contains(ExperimentExpression.Input) || template.DatasetInputs.Contains(ExperimentExpression.Input)
            || inputs.FirstOrDefault(i => i.Alias == ExperimentExpression.Input)?.Panel is not { } panel || panel.Has(ExperimentExpression.Close))
        {
            return ExperimentExpression.Close;
        }

        return panel.Fields.Count == 1
            ? panel.Fields.First()
            : throw new ExperimentException(context.Instance.Name, $"${{input}} could be each of the columns {string.Join(", ", panel.Fields)} of its input", "write which one, for example ${input}." + panel.Fields.First());
    }

    private static Panel? Closes(List<ExpressionInput> inputs)
    {
        var named = inputs.FirstOrDefault(i => i.Alias == Prices && i.Panel.Has(ExperimentExpression.Close)) ?? inputs.FirstOrDefault(i => i.Panel.Has(ExperimentExpression.Close));
        return named is null ? null : new Panel(named.Panel.Index, [KeyValuePair.Create(ExperimentExpression.Close, named.Panel.Field(ExperimentExpression.Close).ToArray())]);
    }

    private static void WriteSheet(FlowContext context, ExperimentPreview preview, string text)
    {
        var output = FilesOutput.Stage(context.Paths, context.Flow, context.Run.Id);
        try
        {
            var artifacts = Directory.CreateDirectory(Path.Combine(output, "artifacts")).FullName;
            var inputs = string.Join(", ", context.InputVersions.DistinctBy(i => i.Instance).Select(i => $"{i.InstanceName} ({i.Version[..12]})"));
            using (var writer = new StreamWriter(Path.Combine(artifacts, "preview.html"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
            {
                ExperimentSheet.Write(writer, preview, context.Instance.Name, $"{text.ReplaceLineEndings("; ")} over {inputs}");
            }

            context.Artifacts = RunArtifacts.Take(context.Paths, context.Run.Id, artifacts);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }
}

/// <summary>An experiment cannot be computed.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="problem">What stands in the way.</param>
/// <param name="hint">What to do.</param>
public sealed class ExperimentException(string instance, string problem, string hint) : OptException("ExperimentFailed", ExitCode.Failed, $"{instance}: {problem}", hint)
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;
}
