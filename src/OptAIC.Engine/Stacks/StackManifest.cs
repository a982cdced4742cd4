using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Stacks;

/// <summary>A stack as its manifest says it: instances that belong together.</summary>
/// <param name="Name">Its name, with which the instances that it makes are marked.</param>
/// <param name="Instances">Specs by the names of the instances, as they were written.</param>
internal sealed record StackManifest(string Name, IReadOnlyList<StackInstance> Instances)
{
    /// <summary>Definitions that it brings along.</summary>
    public IReadOnlyList<StackDefinition> Definitions { get; init; } = [];

    /// <summary>What its instances have in common.</summary>
    public StackDefaults Defaults { get; init; } = StackDefaults.None;
}

/// <summary>A definition that a stack brings along.</summary>
/// <param name="Path">Its folder or archive, full path.</param>
/// <param name="Named">Where the manifest names it.</param>
internal sealed record StackDefinition(string Path, DocumentNode Named);

/// <summary>An instance of a stack.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Spec">All that it is to be.</param>
internal sealed record StackInstance(string Name, DocumentMapping Spec);
