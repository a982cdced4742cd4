using System.Numerics;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>A binary operation that hardware does for a whole vector of elements, with the same bits as for one.</summary>
internal interface IArithmetic
{
    /// <summary>For one element.</summary>
    static abstract double Of(double a, double b);

    /// <summary>For a vector of elements.</summary>
    static abstract Vector<double> Of(Vector<double> a, Vector<double> b);
}
