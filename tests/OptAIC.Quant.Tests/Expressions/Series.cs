using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Expressions;

/// <summary>Small panels for tests: consecutive days, entities A, B, C …, field <c>x</c>.</summary>
internal static class Series
{
    public static readonly DateOnly Start = new(2020, 1, 1);

    /// <summary>A panel of one history per entity.</summary>
    public static Panel Panel(params double[][] histories)
    {
        var dates = Enumerable.Range(0, histories[0].Length).Select(Start.AddDays);
        var entities = Enumerable.Range(0, histories.Length).Select(e => $"E{e:D3}");
        return new Panel(new PanelIndex(dates, entities), [KeyValuePair.Create("x", histories.SelectMany(history => history).ToArray())]);
    }

    /// <summary>An expression over one history.</summary>
    public static double[] Evaluate(string expression, params double[] x) => Expression.Parse(expression).Evaluate(Panel(x)).Values;

    /// <summary>An expression over a date on which each entity has one value.</summary>
    public static double[] Across(string expression, params double[] values) =>
        Expression.Parse(expression).Evaluate(Panel(Array.ConvertAll(values, value => new[] { value }))).Values;
}
