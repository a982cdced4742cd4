namespace OptAIC.Quant.Contracts;

/// <summary>What the values of a column are.</summary>
public enum ColumnType
{
    /// <summary>Any numbers.</summary>
    Number,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>0 or 1.</summary>
    Truth,
}
