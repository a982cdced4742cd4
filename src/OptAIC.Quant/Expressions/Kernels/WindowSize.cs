using System.Numerics;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Rows of a window, as factors for every lane.</summary>
internal readonly struct WindowSize(int rows)
{
    /// <summary>n.</summary>
    public readonly Vector<double> Rows = new(rows);

    /// <summary>n − 1, the degrees of freedom of a sample variance.</summary>
    public readonly Vector<double> Freedom = new(rows - 1);

    /// <summary>n² ÷ (n − 1): from squared deviations to the variance of n times the values.</summary>
    public readonly Vector<double> ScaledVariance = new((double)rows * rows / (rows - 1));
}
