namespace OptAIC.Engine.Documents;

/// <summary>A definition as an instance pinned it.</summary>
internal sealed record PinnedDefinition(string Kind, string Name, string Version, string Hash)
{
    public override string ToString() => $"{Name}@{Version}";
}
