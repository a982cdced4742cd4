using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Documents;

/// <summary>Reads and writes documents: old or new, never half; an unreadable one is an error that names the file.</summary>
internal static class DocumentFile
{
    /// <summary>Writes a document in place of the one that is there.</summary>
    public static void Write<T>(string path, T document, JsonTypeInfo<T> type, Durability durability)
        where T : IDocument => DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(document, type), durability);

    /// <summary>Writes a document of truth after something else, and waits for the disk once for both: see <see cref="DurableFile.WriteAfter"/>.</summary>
    public static void WriteAfter<T>(string path, T document, JsonTypeInfo<T> type, Action first)
        where T : IDocument => DurableFile.WriteAfter(path, JsonSerializer.SerializeToUtf8Bytes(document, type), first);

    /// <summary>Reads a document that must be there.</summary>
    /// <exception cref="UnreadableDocumentException">It is missing or not what it should be.</exception>
    /// <exception cref="NewerFormatException">A newer version wrote it.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type)
        where T : class, IDocument => TryRead(path, type) ?? throw new UnreadableDocumentException(path, "is missing");

    /// <summary>Reads a document, or returns <c>null</c> when there is none.</summary>
    /// <inheritdoc cref="Read{T}"/>
    public static T? TryRead<T>(string path, JsonTypeInfo<T> type)
        where T : class, IDocument
    {
        if (DurableFile.TryReadShared(path) is not { } bytes)
        {
            return null;
        }

        try
        {
            if (FormatOf(bytes) is { } format && format > T.CurrentFormat)
            {
                throw new NewerFormatException(path, format, T.CurrentFormat);
            }

            return JsonSerializer.Deserialize(bytes, type) ?? throw new UnreadableDocumentException(path, "holds nothing");
        }
        catch (JsonException malformed)
        {
            var place = malformed.LineNumber is { } line ? $" at line {line + 1}, column {malformed.BytePositionInLine + 1}" : "";
            throw new UnreadableDocumentException(path, bytes.Length == 0 ? "is empty" : $"is not a readable document{place}", malformed);
        }
    }

    // The format is looked for first, because the rest of a newer document may well not fit this version's types.
    private static int? FormatOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isFormat = reader.ValueTextEquals("format"u8);
                reader.Read();
                if (isFormat)
                {
                    return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var format) ? format : null;
                }

                reader.Skip();
            }
        }

        return null;
    }
}
