using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Turns <c>-Path</c> (wildcards) and <c>-LiteralPath</c> into paths of the file system.</summary>
internal static class ProviderPaths
{
    /// <summary>The files and folders that paths mean; what cannot be resolved is reported, and left out.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, IEnumerable<string> paths, bool literal) =>
        paths.SelectMany(path => literal ? Literal(cmdlet, path) : Wildcard(cmdlet, path));

    private static IEnumerable<string> Literal(PSCmdlet cmdlet, string path)
    {
        var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return IsFileSystem(cmdlet, path, provider) ? [resolved] : [];
    }

    private static IEnumerable<string> Wildcard(PSCmdlet cmdlet, string path)
    {
        try
        {
            var resolved = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
            return IsFileSystem(cmdlet, path, provider) ? resolved : [];
        }
        catch (ItemNotFoundException)
        {
            // Not there, and not a pattern: the engine says so in its own words.
            return Literal(cmdlet, path);
        }
    }

    private static bool IsFileSystem(PSCmdlet cmdlet, string path, ProviderInfo provider)
    {
        var isFileSystem = provider.Name == "FileSystem";
        if (!isFileSystem)
        {
            cmdlet.WriteError(ErrorRecords.PathNotFileSystem(path, provider.Name));
        }

        return isFileSystem;
    }
}
