using System.Globalization;

namespace OptAIC.Quant.TearSheets;

/// <summary>How numbers read on a tear sheet; a missing one is a dash.</summary>
internal static class NumberText
{
    private const string Missing = "–";

    public static string Percent(double? value, int digits = 2) => Text(value * 100, "0." + new string('0', digits), "%");

    public static string Ratio(double? value) => Text(value, "0.00", "");

    public static string Amount(double? value) => Text(value, "#,##0", "");

    public static string Rows(double? value) => Text(value, "0.#", " rows");

    public static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Missing;

    /// <summary>A large amount in thousands or millions.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e9 => Text(value / 1e9, "0.##", "bn"),
        >= 1e6 => Text(value / 1e6, "0.##", "m"),
        >= 1e3 => Text(value / 1e3, "0.##", "k"),
        _ => Text(value, "0.##", ""),
    };

    private static string Text(double? value, string format, string unit)
    {
        if (value is not { } number)
        {
            return Missing;
        }

        var text = number.ToString(format, CultureInfo.InvariantCulture);
        var isNegative = text.StartsWith('-') && text.AsSpan().ContainsAnyInRange('1', '9');
        return (isNegative ? "−" : "") + text.TrimStart('-') + unit;
    }
}
