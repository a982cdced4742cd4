namespace OptAIC.Engine.Files;

/// <summary>Why the file system refused.</summary>
public enum StorageFault
{
    /// <summary>Any other refusal; the message carries the system's words.</summary>
    Failed,

    /// <summary>No space, or the quota is used up.</summary>
    Full,

    /// <summary>The file system is mounted read-only.</summary>
    ReadOnly,

    /// <summary>The user may not do this here.</summary>
    Denied,

    /// <summary>The file, or a folder on the way to it, does not exist.</summary>
    Missing,

    /// <summary>Something stands where a new thing was to be published.</summary>
    Exists,

    /// <summary>A symbolic link, folder, pipe or device stands where a file should be.</summary>
    NotAFile,

    /// <summary>The file system has no locks, so nothing on it can be guarded.</summary>
    NoLocks,
}
