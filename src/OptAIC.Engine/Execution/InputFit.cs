using OptAIC.Definitions;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Errors;

namespace OptAIC.Engine.Execution;

/// <summary>Holds what a flow is about to read against the input columns that its definition declares, before its program starts.</summary>
internal static class InputFit
{
    /// <summary>Checks every upstream that has published data.</summary>
    /// <exception cref="InputMismatchException">A column is not there as declared; every one of every upstream is named.</exception>
    public static void Check(FlowContext context)
    {
        if (DefinitionOf(context) is not { InputColumns.Count: > 0 } definition)
        {
            return;
        }

        var issues = new List<OptIssue>();
        foreach (var edge in context.Inputs.Where(e => e.Upstream.Instance != context.Instance.Id))
        {
            var columns = definition.InputColumns.Where(c => c.Role is null || c.Role == edge.Role).ToList();
            var upstream = context.Snapshot.InstanceOf(edge.Upstream);
            if (columns.Count > 0 && context.Sources.TryOf(edge) is { Current.LoadId: not null } source)
            {
                var panel = context.Published.Panel(edge.Upstream, upstream.Name, source).Panel;
                issues.AddRange(PanelFit.Misfits(columns, panel).Select(m => m.Issue($"{definition} takes {m.Column.Dtype ?? "it"}{m.Emptiness}, {m.Problem($"{upstream.Name} has")}{(m.Count > 0 ? $" in {upstream.Name}" : "")}")));
            }
        }

        if (issues.Count > 0)
        {
            throw new InputMismatchException(context.Instance.Name, issues);
        }
    }

    private static Definition? DefinitionOf(FlowContext context)
    {
        var document = context.Document.Parts.Count > 0 ? context.Part(PartRole.Pipeline) : context.Document;
        return document.Definition is { } pinned ? context.Workspace.Load(pinned).Definition : null;
    }
}

/// <summary>What upstreams have published is not what a definition takes; its program is not started.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="issues">Every mismatch.</param>
public sealed class InputMismatchException(string instance, IReadOnlyList<OptIssue> issues)
    : OptException(
        "InputMismatch",
        ExitCode.Refused,
        $"{instance} does not fit what it reads: {string.Join("; ", issues.Select(i => i.Message))}",
        "give it another upstream, or declare under input_schema what it really takes, in a new version")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; } = issues;
}
