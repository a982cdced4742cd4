namespace OptAIC.Engine.Schemas.Patterns;

/// <summary>The groups of a pattern that capture, found before it is read, because it may refer to later ones.</summary>
internal static class PatternGroups
{
    /// <summary>Their names in order; <c>null</c> for those without.</summary>
    /// <exception cref="FormatException">Two have the same name.</exception>
    public static List<string?> Of(string pattern)
    {
        var groups = new List<string?>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass && IsCapture(pattern.AsSpan(i + 1), out var name):
                    groups.Add(name);
                    if (name is not null && !names.Add(name))
                    {
                        throw new FormatException($"two groups are named '{name}'");
                    }

                    break;
            }
        }

        return groups;
    }

    private static bool IsCapture(ReadOnlySpan<char> rest, out string? name)
    {
        name = null;
        if (!rest.StartsWith("?"))
        {
            return true;
        }

        if (!rest.StartsWith("?<") || rest.StartsWith("?<=") || rest.StartsWith("?<!"))
        {
            return false;
        }

        var end = rest.IndexOf('>');
        name = end < 0 ? "" : rest[2..end].ToString();
        return true;
    }
}
