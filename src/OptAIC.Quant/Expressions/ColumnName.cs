namespace OptAIC.Quant.Expressions;

/// <summary>A column that an expression reads.</summary>
/// <param name="Alias">Alias of the input, or <c>null</c> when the expression names the column only.</param>
/// <param name="Column">Field of that input.</param>
public sealed record ColumnName(string? Alias, string Column)
{
    /// <summary>As written in an expression: <c>close</c> or <c>prices.close</c>.</summary>
    public override string ToString() => Alias is null ? Column : $"{Alias}.{Column}";
}
