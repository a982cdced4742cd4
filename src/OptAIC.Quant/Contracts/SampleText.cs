using System.Globalization;

namespace OptAIC.Quant.Contracts;

/// <summary>How affected values are written in samples.</summary>
internal static class SampleText
{
    /// <summary>How many are given.</summary>
    public const int Most = 10;

    public static string Cell(DateOnly date, string entity) => $"{Date(date)} {entity}";

    public static string Cell(DateOnly date, string entity, double value) => $"{Date(date)} {entity} {Number(value)}";

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage, rounded down, so that a share that is too small never reads as enough.</summary>
    public static string Percent(double share) => (Math.Floor(share * 10_000) / 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static string Plural(long count, string noun) => Text($"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
