namespace OptAIC.Engine.Backpacks;

/// <summary>The folder of a workflow's definition, and what in it is what.</summary>
internal static class WorkflowFolder
{
    /// <summary>The folder that holds what runs.</summary>
    public const string Workflow = "workflow";

    /// <summary>The items of data.</summary>
    public const string Data = "data/data.yml";

    /// <summary>The folder that says with which software.</summary>
    public const string Software = "software";

    /// <summary>The environment.</summary>
    public const string Environment = Software + "/environment.yml";

    /// <summary>What it may use.</summary>
    public const string Compute = "compute/compute.yml";

    /// <summary>Of a definition that has a folder <c>workflow</c>, that is what runs; of any other, everything.</summary>
    public static string Programs(string folder) => Path.Combine(folder, Workflow) is var workflow && Directory.Exists(workflow) ? workflow : folder;

    /// <summary>Whether a folder without <c>definition.yml</c> is one all the same.</summary>
    public static bool IsBackpack(string folder) =>
        !File.Exists(Path.Combine(folder, Definitions.DefinitionReader.FileName)) && Directory.Exists(Path.Combine(folder, Workflow));

    /// <summary>Whether a folder can be registered: it has a <c>definition.yml</c>, or is a plain backpack.</summary>
    public static bool IsDefinition(string folder) => File.Exists(Path.Combine(folder, Definitions.DefinitionReader.FileName)) || IsBackpack(folder);
}
