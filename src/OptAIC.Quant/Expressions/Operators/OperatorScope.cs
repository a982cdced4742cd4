namespace OptAIC.Quant.Expressions.Operators;

/// <summary>What an operator must see at once.</summary>
internal enum OperatorScope
{
    /// <summary>One value of each operand: runs may have any length, and constants give a constant.</summary>
    Element,

    /// <summary>The history of one entity: runs are columns, oldest row first.</summary>
    History,

    /// <summary>All entities on a date: runs are tiles (see <see cref="Kernels.Tile"/>).</summary>
    CrossSection,
}
