namespace OptAIC.Cli.Output;

/// <summary>Instances for people.</summary>
internal static class InstanceOutput
{
    /// <summary>One row per instance.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptInstance> instances, bool showPaths)
    {
        var table = showPaths
            ? new TextTable("NAME", "TYPE", "STATUS", "PATH")
            : new TextTable("NAME", "TYPE", "STATUS", "STAGE", "DEFINITION", "UPSTREAM", "TAGS", "CREATED");
        foreach (var instance in instances)
        {
            Cell status = Words.Of(instance.Status);
            if (showPaths)
            {
                table.Add(instance.Name, instance.Type.ToString(), status, instance.Path);
            }
            else
            {
                table.Add(instance.Name, instance.Type.ToString(), status, Model.SnakeCase.Of(instance.Stage), Definition(instance), Join(instance.Upstream), Join(instance.Tags), Words.Of(instance.CreatedAt));
            }
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
            .Add("status", Words.Of(instance.Status))
            .Add("definition", Definition(instance))
            .Add("upstream", Join(instance.Upstream))
            .Add("tags", Join(instance.Tags))
            .Add("generation", instance.Generation.ToString())
            .Add("created", Words.Of(instance.CreatedAt))
            .Add("id", instance.Id.ToString())
            .Add("path", instance.Path)
            .Write(screen);
        if (instance.Flows.Count > 0)
        {
            screen.Line();
            FlowOutput.WriteList(screen, instance.Flows);
        }
    }

    private static string Definition(OptInstance instance) => instance.UpdateAvailable ? instance.Definition + " (update available)" : instance.Definition;

    private static string Join(IReadOnlyList<string> names) => string.Join(", ", names);
}
