using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Model;

namespace OptAIC.Engine.Yaml;

/// <summary>Reads resolved values, whose types a schema has checked already. A key that is missing, or null, is <c>null</c> or empty.</summary>
internal static class ResolvedValue
{
    public static JsonElement? Value(this JsonElement mapping, string key) =>
        mapping.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement mapping, string key) => mapping.Value(key)?.GetString();

    public static int? Integer(this JsonElement mapping, string key) => mapping.Value(key)?.GetInt32();

    public static bool? Flag(this JsonElement mapping, string key) => mapping.Value(key)?.GetBoolean();

    public static TimeSpan? Duration(this JsonElement mapping, string key) => DurationText.TryParse(mapping.Text(key), out var duration) ? duration : null;

    public static TEnum? Word<TEnum>(this JsonElement mapping, string key)
        where TEnum : struct, Enum => SnakeCase.TryParse<TEnum>(mapping.Text(key), out var value) ? value : null;

    public static IReadOnlyList<string> Texts(this JsonElement mapping, string key) => mapping.List(key, item => item.GetString()!);

    public static IReadOnlyList<T> List<T>(this JsonElement mapping, string key, Func<JsonElement, T> read) =>
        mapping.Value(key) is { } list ? [.. list.EnumerateArray().Select(read)] : [];

    /// <summary>A retry policy as definitions and specs write it.</summary>
    public static RetryPolicy? Retry(this JsonElement mapping, string key) => mapping.Value(key) is not { } policy
        ? null
        : new RetryPolicy
        {
            MaxRetries = policy.Integer("max_retries") ?? 0,
            Backoff = policy.Word<RetryBackoff>("backoff") ?? RetryBackoff.Fixed,
            Delay = policy.Duration("delay") ?? TimeSpan.Zero,
            MaxDelay = policy.Duration("max_delay"),
            Jitter = policy.Duration("jitter") ?? TimeSpan.Zero,
        };
}
