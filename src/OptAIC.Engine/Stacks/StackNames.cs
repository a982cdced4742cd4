using OptAIC.Naming;

namespace OptAIC.Engine.Stacks;

/// <summary>Finds instances of a stack by what specs call them.</summary>
internal sealed class StackNames
{
    private readonly Dictionary<string, StackInstance> _byName = new(InstanceName.Comparer);

    public StackNames(IEnumerable<StackInstance> instances)
    {
        foreach (var instance in instances)
        {
            _byName.TryAdd(instance.Name, instance);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _byName.Count;

    /// <summary>The instance that a reference means: a name, or a name with a flow. Names have dots too.</summary>
    public StackInstance? Meant(string reference)
    {
        for (var name = reference; ; name = name[..name.LastIndexOf('.')])
        {
            if (_byName.TryGetValue(name, out var meant) || !name.Contains('.', StringComparison.Ordinal))
            {
                return meant;
            }
        }
    }
}
