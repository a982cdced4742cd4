using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Expressions;

/// <summary>The values of an expression.</summary>
/// <param name="Index">Axes: every date and entity of the inputs that the expression reads.</param>
/// <param name="Values">Dates × entities, column-major as in <see cref="Panel"/>; missing is NaN.</param>
public sealed record ExpressionResult(PanelIndex Index, double[] Values)
{
    /// <summary>The values as a panel with one field.</summary>
    public Panel ToPanel(string field) => new(Index, [KeyValuePair.Create(field, Values)]);
}
