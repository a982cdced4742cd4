using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Runs;

namespace OptAIC.Engine.Queries;

/// <summary>Finds a run by what a user may call it: id, the unique beginning of one, <c>latest</c>, or the name of an instance for its newest run.</summary>
internal static class RunLookup
{
    private const int ShortestPrefix = 4;
    private const int ShortestVersion = 8;

    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public static RunRow Find(WorkspaceSnapshot snapshot, string reference)
    {
        var registry = snapshot.Workspace.Registry;
        if (string.Equals(reference, "latest", StringComparison.OrdinalIgnoreCase))
        {
            return registry.Runs(new RunQuery { Limit = 1 }) is [var latest] ? latest : throw new RunNotFoundException(reference, "no flow has been run yet");
        }

        var isPrefix = reference.Length >= ShortestPrefix && reference.All(c => char.IsAsciiHexDigit(c) || c == '-');
        var found = isPrefix ? registry.Runs(new RunQuery { IdPrefix = reference.ToLowerInvariant(), Limit = 2 }) : [];
        if (found.Count == 0 && InstanceLookup.TryFind(snapshot, reference) is { } instance)
        {
            return registry.Runs(new RunQuery { Instance = instance.Id, Limit = 1 }) is [var newest] ? newest : throw new RunNotFoundException(reference, $"{instance.Name} has not been run yet");
        }

        return found switch
        {
            [var only] => only,
            [] => throw new RunNotFoundException(reference, "'optaic runs list' shows the newest"),
            _ => throw new RunNotFoundException(reference, "several runs begin like this; give more of the id"),
        };
    }

    /// <summary>The same; what is not the name of a run may be the beginning of a version of data, 8 characters or more: the run that published it is meant.</summary>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public static RunRow Publisher(WorkspaceSnapshot snapshot, string reference)
    {
        try
        {
            return Find(snapshot, reference);
        }
        catch (RunNotFoundException) when (reference.Length >= ShortestVersion && reference.All(char.IsAsciiHexDigit))
        {
            var published = snapshot.Workspace.Registry.Runs(new RunQuery { Status = RunStatus.Completed })
                .Where(r => r.DataVersion?.StartsWith(reference, StringComparison.OrdinalIgnoreCase) == true).GroupBy(r => (r.Key, r.DataVersion)).ToList();
            return published switch
            {
                // The newest comes first; the one that made the version is the oldest.
                [var only] => only.Last(),
                [] => throw new RunNotFoundException(reference, "no run and no published version begins like this; 'optaic runs list' shows the newest runs"),
                _ => throw new RunNotFoundException(reference, "several versions begin like this; give more of it, or the id of the run"),
            };
        }
    }
}
