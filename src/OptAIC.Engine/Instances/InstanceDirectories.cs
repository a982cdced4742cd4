using OptAIC.Engine.Documents;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Engine.Instances;

/// <summary>
/// The directories that there are, as they were at one moment, read at once: a list of very many instances asks the file system no more than a list of few.
/// Taken before the registry is read, so that whatever was made since is looked at by itself.
/// </summary>
internal sealed class InstanceDirectories
{
    // So few documents are opened at once that nobody waits for it.
    private const int FewInstances = 500;

    private readonly WorkspaceContext _workspace;
    private readonly HashSet<string> _there;

    public InstanceDirectories(WorkspaceContext workspace)
    {
        _workspace = workspace;
        _there = Directory.Exists(workspace.Paths.Instances) ? Directory.EnumerateDirectories(workspace.Paths.Instances).Select(d => Path.GetFileName(d)!).ToHashSet(StringComparer.Ordinal) : [];
    }

    /// <summary>What is wrong with an instance's directory: <c>missing</c>, or <c>unreadable</c> where its document is looked at; <c>null</c> when nothing is.</summary>
    /// <param name="directory">Name of the directory.</param>
    /// <param name="listed">How many instances are asked about.</param>
    public string? ProblemOf(string directory, int listed)
    {
        if (!_there.Contains(directory) && !Directory.Exists(_workspace.PathsOf(directory).Directory))
        {
            return "missing";
        }

        return listed > FewInstances ? null : ProblemOf(_workspace, directory);
    }

    /// <summary>What is wrong with the directory of one instance.</summary>
    public static string? ProblemOf(WorkspaceContext workspace, string directory)
    {
        var paths = workspace.PathsOf(directory);
        try
        {
            if (!Directory.Exists(paths.Directory))
            {
                return "missing";
            }

            InstanceFolder.Document(paths);
            return null;
        }
        catch (OptException unreadable) when (unreadable is UnreadableDocumentException or NewerFormatException or Files.StorageException)
        {
            return "unreadable";
        }
    }

    /// <summary>Says which directories the registry does not know; those of changes that are under way are known.</summary>
    /// <param name="registered">Names of the directories that it knows.</param>
    public void WarnOfStrangers(IEnumerable<string> registered)
    {
        var strangers = _there.Except(registered, StringComparer.Ordinal).Where(d => !d.StartsWith('.')).ToList();
        if (strangers.Count == 0)
        {
            return;
        }

        strangers = [.. strangers.Except(_workspace.Registry.Intents().Select(i => i.Directory), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var stranger in strangers)
        {
            _workspace.Warn(File.Exists(_workspace.PathsOf(stranger).Document)
                ? $"the instance in instances/{stranger} is not registered; 'optaic instance adopt {_workspace.PathsOf(stranger).Directory}' takes it in"
                : $"instances/{stranger} holds no instance");
        }
    }
}
