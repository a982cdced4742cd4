using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Expressions;
using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>The built-in <c>builtin.expression</c>: evaluates an expression over upstream datasets.</summary>
internal sealed class ExpressionPipeline(InstanceDocument part) : IPipeline
{
    public Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var text = part.Config.GetProperty("expression").GetString()!;
        var inputs = Inputs(context);
        context.Progress(null, "evaluating");
        Panel panel;
        try
        {
            var expression = Expression.Parse(text, new DefinitionMacros(context.Workspace.Definitions, part.Macros, onlyPinned: true));
            panel = expression.Evaluate(inputs, cancellation).ToPanel(part.Config.GetProperty("output").GetString()!);
        }
        catch (ExpressionException error)
        {
            throw new InvalidExpressionException(text, error);
        }

        if (part.Config.GetProperty("join").GetString() == "intersection")
        {
            panel = panel.AlignTo(Intersection(inputs));
        }

        if (part.Config.TryGetProperty("start", out var start))
        {
            panel = panel.Between(DateOnly.ParseExact(start.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture), null);
        }

        context.Log($"evaluated {text} over {string.Join(", ", inputs.Select(i => i.Alias))}: {panel.Index.Count} entities, {panel.Index.Rows} dates");
        return Task.FromResult(new PipelineResult(panel, IsComplete: true));
    }

    private List<ExpressionInput> Inputs(FlowContext context)
    {
        // An input in the config has its alias; an upstream that was given otherwise goes by its instance's name.
        var aliases = part.Config.TryGetProperty("inputs", out var named)
            ? named.EnumerateObject().ToDictionary(i => i.Value.GetString()!, i => i.Name, Naming.InstanceName.Comparer)
            : [];
        return
        [
            .. context.Inputs.DistinctBy(e => e.Upstream).Select(edge =>
            {
                var name = context.Snapshot.InstanceOf(edge.Upstream).Name;
                return new ExpressionInput(aliases.GetValueOrDefault(name) ?? aliases.GetValueOrDefault(edge.Upstream.Instance.ToString("D")) ?? name, context.Read(edge).Panel);
            }),
        ];
    }

    private static PanelIndex Intersection(List<ExpressionInput> inputs)
    {
        var dates = inputs.Select(i => i.Panel.Index.Dates.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Order();
        var entities = inputs.Select(i => i.Panel.Index.Entities.AsEnumerable()).Aggregate((a, b) => a.Intersect(b, StringComparer.Ordinal)).Order(StringComparer.Ordinal);
        return new PanelIndex(dates, entities);
    }
}
