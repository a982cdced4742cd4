using System.Text.Json;
using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Instances;

/// <summary>Compares documents as they would be written.</summary>
internal static class DocumentEquality
{
    /// <summary>Whether two documents say the same, but for their generation and the time at which they were made.</summary>
    public static bool AreSame(InstanceDocument one, InstanceDocument other) => Text(one).AsSpan().SequenceEqual(Text(other));

    private static byte[] Text(InstanceDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document with { Generation = 1, CreatedAt = default }, DocumentJson.Default.InstanceDocument);
}
