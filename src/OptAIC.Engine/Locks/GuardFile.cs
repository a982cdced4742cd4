using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Locks;

/// <summary>
/// Exclusion between processes of one machine, and of several where the file system's locks reach that far: an operating-system lock on
/// a permanent, empty file. The kernel frees it when its owner ends, however that ends. Children do not inherit it.
/// </summary>
/// <remarks>
/// A guard file is never deleted while its instance exists: whoever made a new one beside a held one would hold a second lock. Should
/// it be deleted or replaced all the same, a starter that had the old file open notices, as it compares file and name once it has the lock, and
/// the owner can ask <see cref="IsInPlace"/>. On Windows an open guard can be neither deleted nor renamed, nor can a folder above it.
/// </remarks>
internal sealed class GuardFile : IDisposable
{
    /// <summary>Every attempt is repeated for at least this long, so that a passing holder does not look like a busy flow.</summary>
    public static readonly TimeSpan MinimumPatience = TimeSpan.FromMilliseconds(250);

    private const string Opening = "open the guard";
    private const int FirstPauseMs = 1;
    private const int LongestPauseMs = 20;
    private readonly SafeFileHandle _file;

    private GuardFile(string path, SafeFileHandle file)
    {
        Path = path;
        _file = file;
    }

    /// <summary>The guard file.</summary>
    public string Path { get; }

    /// <summary>Takes the lock; <c>null</c> when another owner, in this process or elsewhere, still holds it once patience is over.</summary>
    /// <param name="path">The guard file, made when missing; its folder exists.</param>
    /// <param name="patience">How long to try; not less than <see cref="MinimumPatience"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="StorageException">The file system refused, or has no locks.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static GuardFile? TryAcquire(string path, TimeSpan patience = default, CancellationToken cancellation = default)
    {
        path = System.IO.Path.GetFullPath(path);
        var started = Environment.TickCount64;
        var patienceMs = Math.Max(patience.TotalMilliseconds, MinimumPatience.TotalMilliseconds);
        for (var pauseMs = FirstPauseMs; ; pauseMs = Math.Min(2 * pauseMs, LongestPauseMs))
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryTake(Open(path), path) is { } guard)
                return guard;
            if (Environment.TickCount64 - started >= patienceMs)
                return null;
            cancellation.WaitHandle.WaitOne(pauseMs);
        }
    }

    /// <summary>Takes the lock if nobody has it at this moment. For places of which there are several, where a passing holder is no reason to wait.</summary>
    /// <exception cref="StorageException">The file system refused, or has no locks.</exception>
    public static GuardFile? TryAcquireNow(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        return TryTake(Open(path), path);
    }

    /// <summary>Takes the lock once nobody has it any more, however long that is.</summary>
    /// <param name="path">The guard file.</param>
    /// <param name="between">How long to wait between two tries.</param>
    /// <param name="waits">Told, once, that it has to be waited for.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="StorageException">The file system refused, or has no locks.</exception>
    public static async Task<GuardFile> AcquireAsync(string path, TimeSpan between, Action waits, CancellationToken cancellation)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (TryAcquireNow(path) is { } taken)
                return taken;
            if (isFirst)
                waits();
            await Task.Delay(between, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the file that is locked is still the one that a starter would open. When it is not, exclusion is lost.</summary>
    public bool IsInPlace() => OperatingSystem.IsWindows() || IsSameFile(_file, Path);

    /// <summary>Frees the lock. The file stays.</summary>
    public void Dispose()
    {
        if (_file.IsClosed)
            return;
        // Explicitly, as a child that is just being started holds a copy of the handle until it runs its program.
        if (OperatingSystem.IsWindows())
            WindowsLock.Free(_file);
        else
            UnixLock.Free(_file);
        _file.Dispose();
    }

    /// <summary>Takes the lock of a file that was opened under a name; <c>null</c>, and the file closed, when it is held, or no longer has that name.</summary>
    internal static GuardFile? TryTake(SafeFileHandle file, string path)
    {
        var held = false;
        try
        {
            held = OperatingSystem.IsWindows() ? WindowsLock.TryTake(file, path) : UnixLock.TryTake(file, path) && IsSameFile(file, path);
            return held ? new GuardFile(path, file) : null;
        }
        finally
        {
            if (!held)
                file.Dispose();
        }
    }

    private static SafeFileHandle Open(string path) => OperatingSystem.IsWindows() ? OpenOnWindows(path) : OpenOnUnix(path);

    [UnsupportedOSPlatform("windows")]
    private static SafeFileHandle OpenOnUnix(string path)
    {
        var file = UnixFile.Open(path, UnixOpenFlags.ReadWrite | UnixOpenFlags.Create | UnixOpenFlags.NoFollow);
        if (!file.IsInvalid)
            return file;
        var error = StorageException.FromLastError(Opening, path);
        file.Dispose();
        throw error;
    }

    [SupportedOSPlatform("windows")]
    private static SafeFileHandle OpenOnWindows(string path)
    {
        DurableFile.RefuseLink(Opening, path);
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            throw StorageException.From(Opening, path, e);
        }
    }

    // A system that does not tell which file is which is given the benefit of the doubt.
    [UnsupportedOSPlatform("windows")]
    private static bool IsSameFile(SafeFileHandle file, string path) => FileIdentity.Of(file) is not { } held || FileIdentity.Of(path) == held;
}
