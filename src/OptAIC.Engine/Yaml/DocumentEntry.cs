namespace OptAIC.Engine.Yaml;

/// <summary>A key of a mapping, with its value.</summary>
internal sealed record DocumentEntry(DocumentScalar Key, DocumentNode Value)
{
    /// <summary>The key's text.</summary>
    public string Name => Key.Text;
}
