using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Contracts;

/// <summary>Small panels, one line per entity: <c>Grid.Of(("close", "A", [1, 2]), …)</c>, dates from 2024-01-01 on.</summary>
internal static class Grid
{
    public const double NaN = double.NaN;

    public static readonly DateOnly First = new(2024, 1, 1);

    public static Panel Of(params (string Field, string Entity, double[] Values)[] lines)
    {
        var entities = lines.Select(l => l.Entity).Distinct().Order(StringComparer.Ordinal).ToList();
        var rows = lines[0].Values.Length;
        var index = new PanelIndex(Enumerable.Range(0, rows).Select(t => First.AddDays(t)), entities);
        return new Panel(index, lines.Select(l => l.Field).Distinct().Select(field => KeyValuePair.Create(
            field,
            entities.SelectMany(e => lines.Where(l => l.Field == field && l.Entity == e).Select(l => l.Values).FirstOrDefault() ?? Enumerable.Repeat(NaN, rows)).ToArray())));
    }

    public static Panel Weights(params (string Entity, double[] Values)[] lines) => Of([.. lines.Select(l => ("weight", l.Entity, l.Values))]);
}
