using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Instances;

/// <summary>The columns of what an instance publishes, as far as its definitions and its config say them.</summary>
internal static class DeliveredColumns
{
    /// <summary>Those of an instance; none when nothing says them.</summary>
    public static IReadOnlyList<ColumnSpec> Of(WorkspaceContext workspace, InstanceRow instance)
    {
        var paths = workspace.PathsOf(instance.Directory);
        var document = InstanceFolder.Document(paths);
        return Of(workspace, document, part => part.Shared
            ? workspace.Registry.Instance(part.Instance) is { } shared ? InstanceFolder.Document(workspace.PathsOf(shared.Directory)) : null
            : InstanceFolder.Part(paths, part));
    }

    /// <summary>Those of an instance that may not be written yet.</summary>
    /// <param name="workspace">Where its definitions are.</param>
    /// <param name="document">The instance.</param>
    /// <param name="partOf">Reads a part; <c>null</c> when it is gone.</param>
    public static IReadOnlyList<ColumnSpec> Of(WorkspaceContext workspace, InstanceDocument document, Func<PartReference, InstanceDocument?> partOf)
    {
        if (document.Definition is not null)
        {
            return Said(workspace, document);
        }

        // What a store keeps is what the pipeline gives, unless it says otherwise.
        var parts = document.Parts.ToDictionary(p => p.Role, partOf);
        return Said(workspace, parts.GetValueOrDefault(PartRole.Store)) is { Count: > 0 } kept ? kept : Said(workspace, parts.GetValueOrDefault(PartRole.Pipeline));
    }

    private static IReadOnlyList<ColumnSpec> Said(WorkspaceContext workspace, InstanceDocument? part)
    {
        if (part?.Definition is not { } pinned || Load(workspace, pinned) is not { } definition)
        {
            return [];
        }

        return definition switch
        {
            { OutputColumns.Count: > 0 } => definition.OutputColumns,
            { Entry.Text: "builtin.expression" } => [new ColumnSpec(part.Config.GetProperty("output").GetString()!, "float64")],
            { Entry.Text: "builtin.csv" or "builtin.http_csv" or "builtin.sqlite", Kind: DefinitionKind.PipelineDef } => Listed(part.Config),
            _ => [],
        };
    }

    // All numeric columns of the files when nothing is listed; then only the files know.
    private static IReadOnlyList<ColumnSpec> Listed(JsonElement config) => !config.TryGetProperty("columns", out var columns) ? []
        : columns.ValueKind == JsonValueKind.Array ? [.. columns.EnumerateArray().Select(c => new ColumnSpec(c.GetString()!, null))]
        : [.. columns.EnumerateObject().Select(c => new ColumnSpec(c.Name, null))];

    private static Definition? Load(WorkspaceContext workspace, PinnedDefinition pinned)
    {
        try
        {
            return workspace.Load(pinned).Definition;
        }
        catch (Exception missing) when (missing is DefinitionNotFoundException or DefinitionChangedException)
        {
            return null;
        }
    }
}
