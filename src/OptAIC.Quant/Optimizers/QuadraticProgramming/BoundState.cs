namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>Whether a variable of a program moves or is held at a bound.</summary>
internal enum BoundState : byte
{
    /// <summary>It moves.</summary>
    Free,

    /// <summary>It is held at its lower bound.</summary>
    AtLower,

    /// <summary>It is held at its upper bound.</summary>
    AtUpper,
}
