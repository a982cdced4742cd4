using System.Diagnostics;

namespace OptAIC.Engine.Files;

/// <summary>
/// Waits for a file to change its length: told by the operating system where it tells, else by looking. File systems that never tell (network
/// ones) are looked at once in a while all the same.
/// </summary>
internal sealed class FileGrowth : IDisposable
{
    private static readonly TimeSpan WhenTold = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenNotTold = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly string _path;
    private FileSystemWatcher? _watcher;

    /// <summary>Begins to listen; the file may not be there yet, its folder is.</summary>
    public FileGrowth(string path)
    {
        _path = Path.GetFullPath(path);
        _watcher = TryListen();
    }

    /// <summary>The file's length in bytes; 0 while there is no file.</summary>
    public long Length => new FileInfo(_path) is { Exists: true } file ? file.Length : 0;

    /// <summary>Returns once the file's length is another than <paramref name="known"/>.</summary>
    public Task WaitAsync(long known, CancellationToken cancellation) => WaitAsync(known, TimeSpan.MaxValue, cancellation);

    /// <summary>The same, or after <paramref name="longest"/>.</summary>
    public async Task WaitAsync(long known, TimeSpan longest, CancellationToken cancellation)
    {
        for (var began = Stopwatch.GetTimestamp(); Length == known && Stopwatch.GetElapsedTime(began) < longest;)
        {
            await _news.WaitAsync(_watcher is null ? WhenNotTold : WhenTold, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        _watcher?.Dispose();
        _news.Dispose();
    }

    private FileSystemWatcher? TryListen()
    {
        var watcher = new FileSystemWatcher(Path.GetDirectoryName(_path)!, Path.GetFileName(_path))
        {
            NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.FileName,
        };
        watcher.Changed += (_, _) => Tell();
        watcher.Created += (_, _) => Tell();
        watcher.Error += (_, _) =>
        {
            _watcher = null;
            Tell();
        };
        try
        {
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception refusal) when (refusal is IOException or PlatformNotSupportedException)
        {
            // A user may have only so many of them: 128 by default on Linux.
            watcher.Dispose();
            return null;
        }
    }

    private void Tell()
    {
        try
        {
            _news.Release();
        }
        catch (Exception known) when (known is SemaphoreFullException or ObjectDisposedException)
        {
            // It has been told already, or nobody waits any more.
        }
    }
}
