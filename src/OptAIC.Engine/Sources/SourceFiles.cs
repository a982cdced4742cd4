using System.Globalization;
using System.Security.Cryptography;
using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Sources;

/// <summary>The files that a flow reads: found by path or pattern, fingerprinted, compared with what a run read.</summary>
internal static class SourceFiles
{
    /// <summary>The files that paths and patterns (<c>*</c>, <c>?</c> in the file name) stand for, in ordinal order.</summary>
    /// <param name="patterns">Full paths; a path without wildcards stands for itself, there or not.</param>
    public static IReadOnlyList<string> Resolve(IEnumerable<string> patterns)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            if (Path.GetFileName(pattern).AsSpan().ContainsAny('*', '?') && Path.GetDirectoryName(pattern) is { } folder)
            {
                files.UnionWith(Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Path.GetFileName(pattern)) : []);
            }
            else
            {
                files.Add(pattern);
            }
        }

        return [.. files];
    }

    /// <summary>Size, time and content hash of files that exist.</summary>
    public static IReadOnlyList<SourceFile> Describe(IReadOnlyList<string> files, CancellationToken cancellation) => [.. files.Select(f => Describe(f, cancellation))];

    /// <summary>How a source differs from what a run read, down to the file; <c>null</c> when it does not.</summary>
    /// <param name="patterns">The source now.</param>
    /// <param name="read">What the run read.</param>
    public static string? Change(IReadOnlyList<string> patterns, IEnumerable<SourceFile> read)
    {
        if (patterns.Count == 0)
        {
            return null;
        }

        var before = read.ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (var path in Resolve(patterns))
        {
            var now = new FileInfo(path);
            if (!before.Remove(path, out var then))
            {
                if (now.Exists)
                {
                    return $"{path} is new";
                }

                continue;
            }

            if (!now.Exists)
            {
                return $"{path} is gone";
            }

            if ((now.Length != then.Size || now.LastWriteTimeUtc.Ticks != then.ModifiedTicks) && Describe(path, CancellationToken.None).Sha256 != then.Sha256)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{path} changed: {then.Size:N0} → {now.Length:N0} bytes");
            }
        }

        return before.Count > 0 ? $"{before.Keys.First()} is gone" : null;
    }

    private static SourceFile Describe(string path, CancellationToken cancellation)
    {
        // Size and time are taken before the content is read: a change in between shows as a difference next time.
        var info = new FileInfo(path);
        var (size, modified) = (info.Length, info.LastWriteTimeUtc.Ticks);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new SourceFile(path, size, modified, HashOf(stream, cancellation));
    }

    private static string HashOf(FileStream stream, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
