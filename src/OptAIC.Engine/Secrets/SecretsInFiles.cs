using System.Buffers;
using System.IO.Compression;

namespace OptAIC.Engine.Secrets;

/// <summary>Looks for secrets in the files that a program left.</summary>
internal static class SecretsInFiles
{
    private const int PieceSize = 256 * 1024;

    /// <summary>The first file of a folder that holds a secret, or whose name does.</summary>
    public static string? Find(string folder, SecretRedactor redactor) =>
        !redactor.IsNeeded ? null : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(f => Path.GetRelativePath(folder, f) is var name && (redactor.Redact(name) != name || Holds(f, redactor)));

    private static bool Holds(string file, SecretRedactor redactor)
    {
        using (var plain = File.OpenRead(file))
        {
            if (Holds(plain, redactor))
            {
                return true;
            }
        }

        if (!file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            return Holds(packed, redactor);
        }
        catch (InvalidDataException)
        {
            // No gzip after all; as it is it was looked at.
            return false;
        }
    }

    private static bool Holds(Stream stream, SecretRedactor redactor)
    {
        var finder = new RedactingBuffer(redactor);
        var output = new ArrayBufferWriter<byte>(PieceSize);
        var piece = new byte[PieceSize];
        while (finder.Masked == 0 && stream.Read(piece) is > 0 and var read)
        {
            output.ResetWrittenCount();
            finder.Add(piece.AsSpan(0, read), isLast: false, output);
        }

        if (finder.Masked == 0)
        {
            finder.Add([], isLast: true, output);
        }

        return finder.Masked > 0;
    }
}
