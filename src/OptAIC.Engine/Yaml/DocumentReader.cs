using System.Text;

namespace OptAIC.Engine.Yaml;

/// <summary>Reads YAML and JSON files and texts into documents.</summary>
internal static class DocumentReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file: JSON when its name ends with <c>.json</c>, else YAML.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Limits, if not the default ones.</param>
    /// <param name="shownAs">Its name for messages, where people know it by another one.</param>
    /// <exception cref="DocumentUnreadableException">It is missing or cannot be opened.</exception>
    /// <exception cref="InvalidDocumentException">It is not what it should be.</exception>
    public static DocumentNode ReadFile(string path, DocumentLimits? limits = null, string? shownAs = null) =>
        Read(ReadText(path, shownAs ?? path, limits), shownAs ?? path, limits);

    /// <summary>Reads text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Name of the file for messages; decides the format too.</param>
    /// <param name="limits">Limits, if not the default ones.</param>
    /// <exception cref="InvalidDocumentException">It is not what it should be.</exception>
    public static DocumentNode Read(string text, string? file, DocumentLimits? limits = null)
    {
        limits ??= DocumentLimits.Default;
        if (text.Length > limits.MaxBytes)
        {
            throw TooLarge(file, text.Length, limits);
        }

        return file is not null && file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? JsonReader.Read(text, file, limits)
            : YamlReader.Read(text, file, limits);
    }

    private static string ReadText(string path, string shownAs, DocumentLimits? limits)
    {
        limits ??= DocumentLimits.Default;
        byte[] bytes;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > limits.MaxBytes)
            {
                throw TooLarge(shownAs, file.Length, limits);
            }

            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new DocumentUnreadableException(shownAs, failed);
        }

        return Decode(bytes, shownAs);
    }

    // Windows PowerShell redirects as UTF-16 with a mark.
    private static string Decode(byte[] bytes, string path)
    {
        try
        {
            return bytes switch
            {
                [0xEF, 0xBB, 0xBF, ..] => StrictUtf8.GetString(bytes, 3, bytes.Length - 3),
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
                _ => StrictUtf8.GetString(bytes),
            };
        }
        catch (DecoderFallbackException invalid)
        {
            var before = bytes.AsSpan(0, Math.Clamp(invalid.Index, 0, bytes.Length));
            var position = new DocumentPosition(path, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
            throw new InvalidDocumentException(position.Issue("encoding", "the file is not UTF-8 text"), "save it as UTF-8");
        }
    }

    private static InvalidDocumentException TooLarge(string? file, long size, DocumentLimits limits) => new(
        new DocumentPosition(file).Issue("too_large", $"the text has {size} bytes; {limits.MaxBytes} are allowed"), "move data into files of their own");
}
