using System.Globalization;

namespace OptAIC.Quant.TearSheets;

/// <summary>Returns by year and month, coloured by size.</summary>
internal static class MonthlyTable
{
    /// <summary>A month's return of this size has the full colour.</summary>
    private const double FullColour = 0.08;

    public static void Write(Markup markup, IReadOnlyList<(DateOnly Month, double Return)> months)
    {
        markup.Line($"<div class=\"scroll\"><table class=\"months\"><thead><tr><th></th>");
        foreach (var name in CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames.Take(12))
        {
            markup.Line($"<th>{name}</th>");
        }

        markup.Line($"<th>Year</th></tr></thead><tbody>");
        foreach (var year in months.GroupBy(month => month.Month.Year))
        {
            WriteYear(markup, year.Key, year.ToDictionary(month => month.Month.Month, month => month.Return));
        }

        markup.Line($"</tbody></table></div>");
    }

    private static void WriteYear(Markup markup, int year, Dictionary<int, double> returns)
    {
        markup.Line($"<tr><th>{year}</th>");
        for (var month = 1; month <= 12; month++)
        {
            Cell(markup, returns.TryGetValue(month, out var value) ? value : null, "");
        }

        Cell(markup, returns.Values.Aggregate(1.0, (growth, value) => growth * (1 + value)) - 1, "year");
        markup.Line($"</tr>");
    }

    private static void Cell(Markup markup, double? value, string style)
    {
        if (value is not { } number)
        {
            markup.Line($"<td></td>");
            return;
        }

        var strength = Math.Min(Math.Abs(number) / FullColour, 1) * 0.55;
        var colour = number >= 0 ? "22,143,89" : "204,58,58";
        markup.Line($"<td class=\"{style}\" style=\"background:rgba({colour},{strength:0.###})\">{NumberText.Percent(number, 1)}</td>");
    }
}
