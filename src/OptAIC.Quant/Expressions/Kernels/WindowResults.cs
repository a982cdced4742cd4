using System.Numerics;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Σ x.</summary>
internal readonly struct SumOfWindow : IWindowResult<WindowSum>
{
    public static Vector<double> Of(WindowSum aggregate, Vector<double> newest, in WindowSize size) => aggregate.Sum.Rounded;
}

/// <summary>Σ x ÷ W.</summary>
internal readonly struct MeanOfWindow : IWindowResult<WindowSum>
{
    public static Vector<double> Of(WindowSum aggregate, Vector<double> newest, in WindowSize size) => aggregate.Sum.Rounded / size.Rows;
}

/// <summary>Sample variance, ddof 1.</summary>
internal readonly struct VarianceOfWindow : IWindowResult<WindowMoments>
{
    public static Vector<double> Of(WindowMoments aggregate, Vector<double> newest, in WindowSize size) =>
        aggregate.Squares / size.Freedom;
}

/// <summary>Sample standard deviation, ddof 1.</summary>
internal readonly struct DeviationOfWindow : IWindowResult<WindowMoments>
{
    public static Vector<double> Of(WindowMoments aggregate, Vector<double> newest, in WindowSize size) =>
        Vector.SquareRoot(VarianceOfWindow.Of(aggregate, newest, size));
}

/// <summary>(newest − mean) ÷ standard deviation; 0 ÷ 0, so NaN, when all values are equal.</summary>
internal readonly struct ZScoreOfWindow : IWindowResult<WindowMoments>
{
    public static Vector<double> Of(WindowMoments aggregate, Vector<double> newest, in WindowSize size) =>
        aggregate.Sum.ScaledDistance(newest, size.Rows) / Vector.SquareRoot(aggregate.Squares * size.ScaledVariance);
}

/// <summary>All values put together by one operation.</summary>
internal readonly struct FoldOfWindow<TOperation> : IWindowResult<WindowFold<TOperation>>
    where TOperation : struct, IArithmetic
{
    public static Vector<double> Of(WindowFold<TOperation> aggregate, Vector<double> newest, in WindowSize size) => aggregate.Value;
}
