using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Flows;

/// <summary>What a flow is told at a start, as the <c>parameters_schema</c> in its definition's <c>flow_specs</c> asks for.</summary>
internal static class FlowParameters
{
    private const string Option = "--param";

    /// <summary>Checks what is given to a flow before it is started, and fills in what is not.</summary>
    /// <param name="snapshot">The workspace.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="given">Texts <c>name=value</c>.</param>
    /// <exception cref="InvalidParametersException">The flow takes none, or not these.</exception>
    public static JsonElement? Resolve(WorkspaceSnapshot snapshot, FlowKey flow, IReadOnlyList<string> given)
    {
        var paths = snapshot.PathsOf(flow.Instance);
        var document = InstanceFolder.Document(paths);
        var program = document.Parts.FirstOrDefault(p => p.Role == PartRole.Pipeline) is { } part ? InstanceFolder.Part(paths, part, snapshot.PathsOf) : document;
        return Resolve(snapshot.Workspace, snapshot.NameOf(flow), flow.Flow, program, given);
    }

    /// <summary>What a run is told that was started without parameters: what its schema says by default.</summary>
    /// <exception cref="InvalidParametersException">It cannot run without.</exception>
    public static JsonElement? Default(FlowContext context) => Resolve(
        context.Workspace,
        context.Snapshot.NameOf(context.Key),
        context.Flow,
        context.Document.Parts.Any(p => p.Role == PartRole.Pipeline) ? context.Part(PartRole.Pipeline) : context.Document,
        []);

    private static JsonElement? Resolve(WorkspaceContext workspace, string name, FlowKind flow, InstanceDocument document, IReadOnlyList<string> given)
    {
        if (document.Definition is not { } pinned || workspace.Load(pinned).Definition.SpecOf(flow)?.ParametersSchema is not { } schema)
        {
            return given.Count == 0 ? null : throw new InvalidParametersException(name);
        }

        var result = JsonSchema.Compile(DocumentReader.Read(schema.GetRawText(), "definition.yml"), []).Validate(AssignmentReader.Read(given, Option));
        return result.Value ?? throw new InvalidParametersException(name, pinned.ToString(), result.Issues);
    }
}
