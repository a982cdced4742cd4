using System.Security.Cryptography;
using System.Text.Json;

namespace OptAIC.Engine.Yaml;

/// <summary>Identifies a resolved value by its content.</summary>
internal static class ConfigHash
{
    /// <summary>SHA-256 of the canonical JSON, 64 hexadecimal digits; independent of key order, white space and number spelling.</summary>
    public static string Of(JsonElement value) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.ToBytes(value)));
}
