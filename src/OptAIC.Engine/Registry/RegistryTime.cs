using System.Globalization;
using Microsoft.Data.Sqlite;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>Instants and days as runs in the registry have them: of one length, so that the order of the texts is that of time.</summary>
internal static class RegistryTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? time) => time is { } at ? Text(at) : null;

    public static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : UtcTimeConverter.Parse(row.GetString(column));

    public static DateOnly? Date(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateOnly.ParseExact(row.GetString(column), "O", CultureInfo.InvariantCulture);
}
