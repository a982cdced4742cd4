using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Naming;

namespace OptAIC.Engine.Instances;

/// <summary>Finds an instance by what a user may call it: name, id, or the path of its directory.</summary>
internal static class InstanceLookup
{
    /// <exception cref="InstanceNotFoundException">There is none.</exception>
    public static InstanceRow Find(WorkspaceSnapshot snapshot, string reference) =>
        TryFind(snapshot, reference) ?? throw new InstanceNotFoundException(reference, NearestName.Hint(reference, snapshot.Instances.Select(i => i.Name)));

    public static InstanceRow? TryFind(WorkspaceSnapshot snapshot, string reference)
    {
        if (snapshot.Find(reference) is { } byName)
        {
            return byName;
        }

        if (Guid.TryParseExact(reference, "D", out var id))
        {
            return snapshot.Find(id);
        }

        if (reference.AsSpan().ContainsAny('/', '\\') && File.Exists(Path.Combine(reference, InstancePaths.DocumentName)))
        {
            return snapshot.Find(InstanceFolder.Document(new InstancePaths(Path.GetFullPath(reference))).Id);
        }

        return null;
    }
}
