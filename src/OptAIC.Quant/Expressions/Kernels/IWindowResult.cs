using System.Numerics;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>The number that an operator reads from a window's aggregate.</summary>
internal interface IWindowResult<TAggregate>
    where TAggregate : struct, IWindowAggregate<TAggregate>
{
    /// <summary>The operator's value.</summary>
    /// <param name="aggregate">Aggregate of the window.</param>
    /// <param name="newest">The window's newest value.</param>
    /// <param name="size">Rows of the window.</param>
    static abstract Vector<double> Of(TAggregate aggregate, Vector<double> newest, in WindowSize size);
}
