using System.Globalization;
using OptAIC.Quant.Experiments;

namespace OptAIC.Quant.TearSheets;

/// <summary>Writes the preview of an experiment as one self-contained page, of which the same is true as of a <see cref="TearSheet"/>.</summary>
public static class ExperimentSheet
{
    private const int FirstRows = 10;

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="preview">The preview.</param>
    /// <param name="title">Title.</param>
    /// <param name="description">What was computed, from what.</param>
    public static void Write(TextWriter writer, ExperimentPreview preview, string title, string description)
    {
        var markup = new Markup(writer);
        markup.Line($"<!DOCTYPE html>");
        markup.Line($"<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        markup.Line($"<title>{Markup.Escape(title)}</title><style>");
        markup.Line($"{TearSheetStyle.Css.ReplaceLineEndings("\n")}");
        markup.Line($"</style></head><body><main><h1>{Markup.Escape(title)}</h1><p>{Markup.Escape(description)}</p>");
        Statistics(markup, preview);
        Pictures(markup, preview);
        Rows(markup, preview);
        markup.Line($"<footer>Coefficients are means over dates of correlations across names with the returns of the next rows. The long-short portfolio has gross 1 and net 0, no costs and no fills: it is no backtest.</footer>");
        markup.Line($"</main></body></html>");
    }

    private static void Statistics(Markup markup, ExperimentPreview preview)
    {
        var s = preview.Statistics;
        markup.Line($"<section><h2>Values<small>{Markup.Escape(preview.Field)}</small></h2><table class=\"holdings\"><tr><th>Rows</th><th>Missing</th><th>Mean</th><th>Std</th><th>Min</th><th>Max</th><th>Skew</th><th>Kurtosis</th><th>Turnover</th></tr>");
        markup.Line($"<tr><td>{NumberText.Amount(s.Rows)}</td><td>{NumberText.Percent(s.Missing, 1)}</td><td>{Number(s.Mean)}</td><td>{Number(s.Deviation)}</td><td>{Number(s.Minimum)}</td><td>{Number(s.Maximum)}</td><td>{Number(s.Skew)}</td><td>{Number(s.Kurtosis)}</td><td>{NumberText.Percent(preview.Portfolio.Turnover, 1)}</td></tr></table>");
        if (preview.Coefficients.Count > 0)
        {
            markup.Line($"<table class=\"holdings\"><tr><th>Rows ahead</th><th>IC</th><th>Rank IC</th><th>Dates</th></tr>");
            foreach (var c in preview.Coefficients)
            {
                markup.Line($"<tr><td>{c.Horizon}</td><td>{Number(c.Mean)}</td><td>{Number(c.RankMean)}</td><td>{c.Dates}</td></tr>");
            }

            markup.Line($"</table>");
        }

        markup.Line($"</section>");
    }

    private static void Pictures(Markup markup, ExperimentPreview preview)
    {
        var dates = preview.Values.Index.Dates;
        if (dates.Count == 0 || preview.Statistics is not { Minimum: { } low, Maximum: { } high })
        {
            markup.Line($"<p class=\"note\">There are no values.</p>");
            return;
        }

        double[] coverage = [.. preview.Coverage.Select(count => (double)count)];
        markup.Line($"<section><h2>Coverage<small>names with a value, of {preview.Values.Index.Count}</small></h2>");
        Chart.Draw(markup, "Names with a value by date", dates, 150, (0, coverage.Max()), NumberText.Short, chart => chart.Area(coverage, "long"));
        markup.Line($"</section><section><h2>Distribution</h2>");
        Histogram.Draw(markup, "Distribution of the values", preview.Values.Field(preview.Field).Span, low, high);
        markup.Line($"</section>");
        if (preview.Portfolio.Cumulative.Count > 0)
        {
            double[] cumulative = [.. preview.Portfolio.Cumulative];
            markup.Line($"<section><h2>Long-short return<small>compounded</small></h2>");
            Chart.Draw(markup, "Cumulative long-short return", dates, 240, (cumulative.Min(), cumulative.Max()), value => NumberText.Percent(value, 0), chart => chart.Line(cumulative, "strategy"));
            markup.Line($"</section>");
        }
    }

    private static void Rows(Markup markup, ExperimentPreview preview)
    {
        var (index, values) = (preview.Values.Index, preview.Values.Field(preview.Field));
        markup.Line($"<section><h2>First rows</h2><table class=\"holdings\"><tr><th>Date</th><th>Name</th><th>{Markup.Escape(preview.Field)}</th></tr>");
        var first = Enumerable.Range(0, index.Rows)
            .SelectMany(t => Enumerable.Range(0, index.Count), (t, e) => (t, e, Value: values.Span[(e * index.Rows) + t]))
            .Where(cell => !double.IsNaN(cell.Value)).Take(FirstRows);
        foreach (var (t, e, value) in first)
        {
            markup.Line($"<tr><td>{NumberText.Date(index.Dates[t])}</td><td>{Markup.Escape(index.Entities[e])}</td><td>{Number(value)}</td></tr>");
        }

        markup.Line($"</table></section>");
    }

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "–";
}
