using System.Text.RegularExpressions;

namespace OptAIC.Engine.Environments;

/// <summary>An item of <c>requirements</c>: a package by its name, or a file or a folder in <c>software/</c>.</summary>
/// <param name="Text">As it is written.</param>
internal sealed partial record PipRequirement(string Text)
{
    private static readonly string[] Archives = [".whl", ".tar.gz", ".zip"];

    /// <summary>The path in the folder when it names one, without extras; <c>null</c> for a package by its name, and for a URL.</summary>
    public string? Path => IsPath ? (Text.StartsWith("-r ", StringComparison.Ordinal) ? Text[3..].Trim() : Extras().Replace(Text, "")) switch
    {
        ['.', '/', .. var rest] => rest,
        var path => path,
    }
    : null;

    /// <summary>Whether it is a file that lists requirements.</summary>
    public bool IsList => Path is { } path && path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is one of pip's options, but for a file that lists requirements.</summary>
    public bool IsOption => Text.StartsWith('-') && !IsPath;

    /// <summary>The name of the package, as it compares with others; <c>null</c> when it has none.</summary>
    public string? Name => !IsPath && !IsOption && Named().Match(Text) is { Success: true } match ? Canonical(match.Groups["name"].Value) : null;

    /// <summary>The arguments for pip, which runs in the folder.</summary>
    public IReadOnlyList<string> Arguments => IsList ? ["-r", Path!] : IsPath ? [Text.StartsWith("./", StringComparison.Ordinal) ? Text : "./" + Text] : [Text];

    private bool IsPath => Text.StartsWith("-r ", StringComparison.Ordinal)
        || (!Text.StartsWith('-') && !Text.Contains("://", StringComparison.Ordinal) && !Text.Contains('@')
            && (Text.Contains('/') || Text.Contains('\\') || Text.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || Archives.Any(a => Extras().Replace(Text, "").EndsWith(a, StringComparison.OrdinalIgnoreCase))));

    /// <summary>The same requirement, held to one version; <c>null</c> when it cannot be: it has no name, or says itself from where it comes.</summary>
    public string? Pinned(string version) => Name is not null && Named().Match(Text) is var match && !match.Groups["rest"].Value.TrimStart().StartsWith('@')
        ? $"{match.Groups["name"].Value}{match.Groups["extras"].Value}=={version}{(Text.IndexOf(';', StringComparison.Ordinal) is var at and > 0 ? $" {Text[at..]}" : "")}"
        : null;

    /// <summary>A name as it compares with others: <c>Foo.Bar_baz</c> is <c>foo-bar-baz</c>.</summary>
    public static string Canonical(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?<extras>\[[^\]]*\])?(?<rest>.*)$")]
    private static partial Regex Named();

    [GeneratedRegex(@"\[[^\]]*\]$")]
    private static partial Regex Extras();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
