using OptAIC.Quant.Expressions.Kernels;
using static OptAIC.Quant.Expressions.Operators.ParameterKind;

namespace OptAIC.Quant.Expressions.Operators;

/// <summary>The functions that can be called by name. A new one is a line here and a kernel.</summary>
internal static class Functions
{
    private static readonly Parameter s_series = new("x", Series);
    private static readonly Parameter s_value = new("x", Value);

    // Lambdas, not method groups: a delegate made straight from a runtime call such as Math.Log goes through a slow stub.
    /// <summary>|x|, which the parser also needs for bars.</summary>
    public static readonly Operator Absolute = Element("ABS", static x => Math.Abs(x));

    private static readonly Dictionary<string, Operator> s_byName = new[]
    {
        Absolute,
        Element("LOG", static x => Math.Log(x)),
        Element("EXP", static x => Math.Exp(x)),
        Element("SQRT", static x => Math.Sqrt(x)),
        Element("SIGN", static x => double.IsNaN(x) ? x : Math.Sign(x)),

        History("REF", new("n", Lag, Default: 1), Lags.Reference),
        History("DELTA", new("n", Lag), Lags.Combine<Subtraction>),
        History("PCT", new("n", Lag), Lags.Combine<RelativeChange>),
        Window<WindowSum, SumOfWindow>("SUM", 1),
        Window<WindowSum, MeanOfWindow>("MEAN", 1),
        Window<WindowMoments, VarianceOfWindow>("VAR", 2),
        Window<WindowMoments, DeviationOfWindow>("STD", 2),
        Window<WindowMoments, ZScoreOfWindow>("TS_ZSCORE", 2),
        Window<WindowFold<Minimum>, FoldOfWindow<Minimum>>("MIN", 1),
        Window<WindowFold<Maximum>, FoldOfWindow<Maximum>>("MAX", 1),

        CrossSection("RANK", Ranks.Apply),
        CrossSection("DEMEAN", CrossMoments.Demean),
        CrossSection("ZSCORE", CrossMoments.ZScore),
    }.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    private delegate void HistoryKernel(ReadOnlySpan<double> x, int rows, Span<double> result);

    private delegate void TileKernel(ReadOnlySpan<double> x, Span<double> result);

    /// <summary>All names, to suggest one.</summary>
    public static IEnumerable<string> Names => s_byName.Keys;

    /// <summary>The function of that name in any case, or <c>null</c>.</summary>
    public static Operator? Find(string name) => s_byName.GetValueOrDefault(name);

    private static Operator Element(string name, Func<double, double> function) =>
        new(name, OperatorScope.Element, [s_value], (operands, result) => Elements.Map(operands[0], function, result));

    private static Operator History(string name, Parameter rows, HistoryKernel kernel) =>
        new(name, OperatorScope.History, [s_series, rows], (operands, result) => kernel(operands[0], operands.Integer(1), result));

    private static Operator Window<TAggregate, TResult>(string name, int minimum)
        where TAggregate : struct, IWindowAggregate<TAggregate>
        where TResult : struct, IWindowResult<TAggregate> =>
        History(name, new("window", ParameterKind.Window, minimum), SlidingWindow.Apply<TAggregate, TResult>);

    private static Operator CrossSection(string name, TileKernel kernel) =>
        new(name, OperatorScope.CrossSection, [s_series], (operands, result) => kernel(operands[0], result));
}
