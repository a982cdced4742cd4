namespace OptAIC.Quant.Expressions.Operators;

/// <summary>What may stand for a parameter.</summary>
internal enum ParameterKind
{
    /// <summary>Any expression.</summary>
    Value,

    /// <summary>An expression that depends on a column.</summary>
    Series,

    /// <summary>A constant whole number of rows, from the parameter's minimum on.</summary>
    Window,

    /// <summary>A constant whole number of rows to look back; a negative one looks ahead.</summary>
    Lag,
}
