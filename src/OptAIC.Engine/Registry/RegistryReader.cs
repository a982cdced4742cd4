using Microsoft.Data.Sqlite;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>Reads columns of the registry.</summary>
internal static class RegistryReader
{
    public static Guid Id(SqliteDataReader r, int column) => Guid.Parse(r.GetString(column));

    public static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    public static TEnum Parse<TEnum>(SqliteDataReader r, int column)
        where TEnum : struct, Enum => Parse<TEnum>(r.GetString(column));

    public static TEnum Parse<TEnum>(string text)
        where TEnum : struct, Enum =>
        SnakeCase.TryParse<TEnum>(text, out var value) ? value : throw new InvalidDataException($"the registry holds '{text}', which is no {typeof(TEnum).Name}");
}
