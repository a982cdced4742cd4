namespace OptAIC.Engine.Yaml;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>The pointer to a child.</summary>
    public static string Append(string pointer, string token) =>
        $"{pointer}/{token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The node that a pointer leads to, or <c>null</c>.</summary>
    public static DocumentNode? Find(DocumentNode root, string pointer)
    {
        if (pointer.Length == 0)
        {
            return root;
        }

        if (pointer[0] != '/')
        {
            return null;
        }

        DocumentNode? node = root;
        foreach (var token in pointer[1..].Split('/'))
        {
            var key = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node switch
            {
                DocumentMapping mapping => mapping[key],
                DocumentSequence sequence when int.TryParse(key, out var index) && index >= 0 && index < sequence.Items.Count => sequence.Items[index],
                _ => null,
            };
        }

        return node;
    }
}
