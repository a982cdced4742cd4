namespace OptAIC.Cli.Output;

/// <summary>Instances for people.</summary>
internal static class InstanceOutput
{
    /// <summary>One row per instance.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptInstance> instances, bool showPaths)
    {
        // Columns for what was asked for, and for what there is: a row is to fit.
        var (hasOwner, hasSize) = (instances.Any(i => i.Owner is not null), instances.Any(i => i.Size is not null));
        string[] more = [.. hasOwner ? ["OWNER"] : Array.Empty<string>(), .. hasSize ? [">SIZE"] : Array.Empty<string>()];
        var table = showPaths
            ? new TextTable(["NAME", "TYPE", "STATUS", .. more, "PATH"])
            : new TextTable(["NAME", "TYPE", "STATUS", "STAGE", "DEFINITION", "UPSTREAM", "TAGS", "LAST RUN", "OUTCOME", .. more]);
        foreach (var instance in instances)
        {
            var status = StatusOf(instance);
            Cell[] moreOfIt = [.. hasOwner ? [instance.Owner] : Array.Empty<Cell>(), .. hasSize ? [instance.Size is { } size ? Words.Size(size) : ""] : Array.Empty<Cell>()];
            Cell outcome = instance.LastOutcome is { } ended ? Words.Of(ended) : "";
            table.Add(showPaths
                ? [instance.Name, instance.Type.ToString(), status, .. moreOfIt, instance.Path]
                : [instance.Name, instance.Type.ToString(), status, Model.SnakeCase.Of(instance.Stage), Definition(instance), Join(instance.Upstream), Join(instance.Tags), Words.Of(instance.LastRunAt), outcome, .. moreOfIt]);
        }

        table.Write(screen);
    }

    /// <summary>Everything about one instance, with its flows.</summary>
    public static void WriteOne(Screen screen, OptInstance instance)
    {
        new Fields()
            .Add("name", instance.Name)
            .Add("type", instance.Type.ToString())
            .Add("stage", Model.SnakeCase.Of(instance.Stage))
            .Add("status", StatusOf(instance))
            .Add("definition", Definition(instance))
            .Add("upstream", Join(instance.Upstream))
            .Add("tags", Join(instance.Tags))
            .Add("generation", instance.Generation.ToString())
            .Add("last run", instance.LastOutcome is { } outcome ? $"{Words.Of(instance.LastRunAt)}, {Model.SnakeCase.Of(outcome)}" : null)
            .Add("owner", instance.Owner)
            .Add("created", Words.Of(instance.CreatedAt))
            .Add("id", instance.Id.ToString())
            .Add("path", instance.Path)
            .Write(screen);
        if (instance.Flows.Count > 0)
        {
            screen.Line();
            FlowOutput.WriteList(screen, instance.Flows);
        }

        WriteEdges(screen, instance.Edges);
        WriteConfig(screen, "CONFIG", instance.Config);
        WriteConfig(screen, "SETTING", instance.Settings);
    }

    /// <summary>What the flows of a new instance would depend on, and its whole config.</summary>
    public static void WritePreview(Screen screen, OptInstance instance)
    {
        WriteEdges(screen, instance.Edges);
        WriteConfig(screen, "CONFIG", instance.Config);
        WriteConfig(screen, "SETTING", instance.Settings);
    }

    private static void WriteEdges(Screen screen, IReadOnlyList<OptLineageEdge> edges)
    {
        if (edges.Count == 0)
        {
            return;
        }

        screen.Line();
        var table = new TextTable("UPSTREAM", "ROLE", "KIND", "OF");
        foreach (var edge in edges)
        {
            table.Add($"{edge.Upstream}.{Model.SnakeCase.Of(edge.UpstreamFlow)}", edge.Role, Model.SnakeCase.Of(edge.Kind), $"{edge.Downstream}.{Model.SnakeCase.Of(edge.DownstreamFlow)}");
        }

        table.Write(screen);
    }

    private static void WriteConfig(Screen screen, string title, IReadOnlyList<OptConfigValue> config)
    {
        if (config.Count == 0)
        {
            return;
        }

        screen.Line();
        var table = new TextTable(title, "VALUE", "FROM");
        foreach (var value in config)
        {
            table.Add(value.Path, value.Value.Length == 0 ? "''" : value.Value.ReplaceLineEndings(" "), value.IsDefault ? new Cell("default", Tint.Faint) : "given");
        }

        table.Write(screen);
    }

    // What has no directory is neither ready nor stale.
    private static Cell StatusOf(OptInstance instance) => instance.Problem is { } problem ? new Cell(problem, Tint.Bad) : Words.Of(instance.Status);

    private static string Definition(OptInstance instance) => instance.UpdateAvailable ? instance.Definition + " (update available)" : instance.Definition;

    private static string Join(IReadOnlyList<string> names) => string.Join(", ", names);
}
