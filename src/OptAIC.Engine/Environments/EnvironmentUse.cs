using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;

namespace OptAIC.Engine.Environments;

/// <summary>
/// Says, while it is not disposed, that a build is in use: a lock on a file of its own in <c>uses</c>, which the kernel frees when its owner ends, however that ends.
/// </summary>
internal sealed class EnvironmentUse : IDisposable
{
    private readonly GuardFile _guard;

    private EnvironmentUse(GuardFile guard) => _guard = guard;

    /// <summary>Takes a build into use; <c>null</c> when somebody is looking for users at this moment.</summary>
    /// <param name="folder">The folder of uses.</param>
    /// <param name="build">The build.</param>
    public static EnvironmentUse? TryTake(string folder, string build)
    {
        Directory.CreateDirectory(folder);
        return GuardFile.TryAcquireNow(Path.Combine(folder, $"{build}_{Guid.NewGuid():N}")) is { } guard ? new EnvironmentUse(guard) : null;
    }

    /// <summary>Whether anybody uses a build. Files of users that are gone are removed: each has one owner, who never opens it again.</summary>
    public static bool IsAny(string folder, string build)
    {
        var isUsed = false;
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, $"{build}_*") : [])
        {
            if (GuardFile.TryAcquireNow(file) is { } left)
            {
                Leave(left);
            }
            else
            {
                isUsed = true;
            }
        }

        return isUsed;
    }

    public void Dispose() => Leave(_guard);

    // An open file can be deleted on Unix; on Windows it has to be closed first. Nobody else takes a name that was used.
    private static void Leave(GuardFile guard)
    {
        using (guard)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(guard.Path);
            }
        }

        try
        {
            File.Delete(guard.Path);
        }
        catch (Exception inUse) when (StorageException.IsRefusal(inUse))
        {
            // Somebody looks for users at this moment, and removes it.
        }
    }
}
