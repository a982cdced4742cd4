using OptAIC.Engine.Definitions;

namespace OptAIC.Engine.Archives;

/// <summary>The names of an archive's entries: each leads to one place below the target, on every system the same.</summary>
internal sealed class ArchiveNames
{
    private const int LongestPath = 1000;
    private const int LongestPart = 255;

    private readonly Dictionary<string, (string Path, bool IsFolder)> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Files and folders so far, those folders included that only names of files mention.</summary>
    public int Count => _taken.Count;

    /// <summary>Takes a name.</summary>
    /// <param name="name">As the archive spells it.</param>
    /// <param name="isFolder">Whether it is a folder's.</param>
    /// <param name="path">Its parts; none for the target itself.</param>
    /// <returns>What is wrong with it, or <c>null</c>.</returns>
    public string? Take(string name, bool isFolder, out string[] path)
    {
        path = [];
        if (name.Length == 0)
        {
            return "it has no name";
        }

        if (name.Length > LongestPath)
        {
            return $"its name has {name.Length} characters; {LongestPath} are allowed";
        }

        var trimmed = isFolder ? name.TrimEnd('/') : name;
        while (trimmed.StartsWith("./", StringComparison.Ordinal))
        {
            trimmed = trimmed[2..];
        }

        if (isFolder && trimmed is "." || (isFolder && trimmed.Length == 0 && name[0] == '.'))
        {
            return null;
        }

        var parts = trimmed.Split('/');
        if (name[0] == '/')
        {
            return "its name is absolute; names are relative to the archive";
        }

        if (parts.Select(Problem).FirstOrDefault(p => p is not null) is { } problem)
        {
            return problem;
        }

        path = parts;
        return Claim(parts, isFolder);
    }

    private static string? Problem(string part) => part switch
    {
        "" => "its name has an empty part",
        "." => "its name has the part '.'",
        ".." => "its name leads out of the archive's folder ('..')",
        { Length: > LongestPart } => $"a part of its name has {part.Length} characters; {LongestPart} are allowed",
        _ => PortableName.Problem(part),
    };

    private string? Claim(string[] parts, bool isFolder)
    {
        for (var depth = 1; depth <= parts.Length; depth++)
        {
            var path = string.Join('/', parts, 0, depth);
            var folder = isFolder || depth < parts.Length;
            if (_taken.TryAdd(path, (path, folder)))
            {
                continue;
            }

            var there = _taken[path];
            if (there.Path != path)
            {
                return $"differs only in case from '{there.Path}', which some systems cannot keep apart";
            }

            if (!folder || !there.IsFolder)
            {
                return folder == there.IsFolder ? "it stands twice in the archive" : $"'{path}' is a file and a folder in the archive";
            }
        }

        return null;
    }
}
