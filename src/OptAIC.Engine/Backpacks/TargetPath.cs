using OptAIC.Engine.Definitions;

namespace OptAIC.Engine.Backpacks;

/// <summary>Paths below a folder, the same on every system.</summary>
internal static class TargetPath
{
    /// <summary>What is wrong with a path, or <c>null</c> when it leads to one place below a folder.</summary>
    /// <param name="path">The path, with <c>/</c>.</param>
    public static string? Problem(string path)
    {
        if (path.Contains('\\'))
        {
            return "contains '\\'; write '/' between folders";
        }

        if (path.StartsWith('/') || (path.Length > 1 && path[1] == ':'))
        {
            return "is absolute";
        }

        foreach (var part in path.TrimEnd('/').Split('/'))
        {
            if (part is "..")
            {
                return "leads out of the folder";
            }

            if (part is "" or ".")
            {
                return "has an empty part";
            }

            if (PortableName.Problem(part) is { } problem)
            {
                return $"cannot be used: {problem}";
            }
        }

        return null;
    }
}
