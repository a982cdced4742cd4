using System.Text.Json.Serialization;

namespace OptAIC.Model;

/// <summary>What an entry of the cache holds.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<CacheKind>))]
public enum CacheKind
{
    /// <summary>Content of an item of data.</summary>
    Data,

    /// <summary>An environment that instances share.</summary>
    Environment,
}
