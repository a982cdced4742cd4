using System.Text;

namespace OptAIC.Naming;

/// <summary>Rules for short names: unique in a workspace whatever the case, and safe as a file name on every system.</summary>
public static class InstanceName
{
    /// <summary>Longest name, so that directories stay well under every system's limit.</summary>
    public const int MaxLength = 100;

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>How names are compared.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>What is wrong with a name, or <c>null</c> when it may be used.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return name.Length == 0 ? "is empty" : $"has {name.Length} characters; {MaxLength} are allowed";
        }

        foreach (var rune in name.EnumerateRunes())
        {
            if (!rune.IsAscii || !(char.IsAsciiLetterOrDigit((char)rune.Value) || (char)rune.Value is '.' or '_' or '-'))
            {
                var visible = rune.Value == ' ' || Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);
                return $"contains {(visible ? $"'{rune}'" : $"U+{rune.Value:X4}")}; letters A–Z, digits, '.', '_' and '-' are allowed";
            }
        }

        if (name[0] is '-' or '.')
        {
            return $"starts with '{name[0]}'";
        }

        if (name[^1] == '.')
        {
            return "ends with '.'";
        }

        return IsReserved(name) ? $"is reserved on Windows ('{name.Split('.')[0]}')" : null;
    }

    /// <summary>Whether Windows keeps a file name for a device, whatever its extension.</summary>
    public static bool IsReserved(string fileName) => Reserved.Contains(fileName.Split('.')[0]);

    /// <summary>Refuses a name that may not be used.</summary>
    /// <exception cref="IllegalNameException">The name breaks a rule.</exception>
    public static string Check(string name) => Problem(name) is { } problem ? throw new IllegalNameException(name, problem) : name;

    /// <summary>A free name made from a definition's: <c>momentum</c>, then <c>momentum-2</c> …</summary>
    /// <param name="basis">Where the name comes from; a <c>builtin.</c> prefix is dropped.</param>
    /// <param name="isTaken">Whether a name is in use.</param>
    public static string Suggest(string basis, Func<string, bool> isTaken)
    {
        const string builtin = "builtin.";
        var name = basis.StartsWith(builtin, StringComparison.Ordinal) ? basis[builtin.Length..] : basis;
        var candidate = name;
        for (var n = 2; isTaken(candidate); n++)
        {
            candidate = $"{name}-{n}";
        }

        return candidate;
    }
}
