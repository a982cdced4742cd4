using System.Numerics;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Σ x.</summary>
internal readonly struct SumOfWindow : IWindowResult<WindowSum>
{
    public static Vector<double> Of(WindowSum aggregate, Vector<double> newest, Vector<double> count) => aggregate.Sum.Hi;
}

/// <summary>Σ x ÷ W.</summary>
internal readonly struct MeanOfWindow : IWindowResult<WindowSum>
{
    public static Vector<double> Of(WindowSum aggregate, Vector<double> newest, Vector<double> count) => aggregate.Sum.Hi / count;
}

/// <summary>Sample variance, ddof 1.</summary>
internal readonly struct VarianceOfWindow : IWindowResult<WindowMoments>
{
    public static Vector<double> Of(WindowMoments aggregate, Vector<double> newest, Vector<double> count) =>
        aggregate.Squares / (count - Vector<double>.One);
}

/// <summary>Sample standard deviation, ddof 1.</summary>
internal readonly struct DeviationOfWindow : IWindowResult<WindowMoments>
{
    public static Vector<double> Of(WindowMoments aggregate, Vector<double> newest, Vector<double> count) =>
        Vector.SquareRoot(VarianceOfWindow.Of(aggregate, newest, count));
}

/// <summary>(newest − mean) ÷ standard deviation; 0 ÷ 0, so NaN, when all values are equal.</summary>
internal readonly struct ZScoreOfWindow : IWindowResult<WindowMoments>
{
    public static Vector<double> Of(WindowMoments aggregate, Vector<double> newest, Vector<double> count) =>
        aggregate.Sum.Deviation(newest, count) / DeviationOfWindow.Of(aggregate, newest, count);
}

/// <summary>Smallest value.</summary>
internal readonly struct MinimumOfWindow : IWindowResult<WindowMinimum>
{
    public static Vector<double> Of(WindowMinimum aggregate, Vector<double> newest, Vector<double> count) => aggregate.Value;
}

/// <summary>Largest value.</summary>
internal readonly struct MaximumOfWindow : IWindowResult<WindowMaximum>
{
    public static Vector<double> Of(WindowMaximum aggregate, Vector<double> newest, Vector<double> count) => aggregate.Value;
}
