using System.Numerics;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>a + b.</summary>
internal readonly struct Addition : IArithmetic
{
    public static double Of(double a, double b) => a + b;

    public static Vector<double> Of(Vector<double> a, Vector<double> b) => a + b;
}

/// <summary>a − b.</summary>
internal readonly struct Subtraction : IArithmetic
{
    public static double Of(double a, double b) => a - b;

    public static Vector<double> Of(Vector<double> a, Vector<double> b) => a - b;
}

/// <summary>a × b.</summary>
internal readonly struct Multiplication : IArithmetic
{
    public static double Of(double a, double b) => a * b;

    public static Vector<double> Of(Vector<double> a, Vector<double> b) => a * b;
}

/// <summary>a ÷ b.</summary>
internal readonly struct Division : IArithmetic
{
    public static double Of(double a, double b) => a / b;

    public static Vector<double> Of(Vector<double> a, Vector<double> b) => a / b;
}

/// <summary>a ÷ b − 1.</summary>
internal readonly struct RelativeChange : IArithmetic
{
    public static double Of(double a, double b) => (a / b) - 1;

    public static Vector<double> Of(Vector<double> a, Vector<double> b) => (a / b) - Vector<double>.One;
}

/// <summary>The smaller; NaN when either is.</summary>
internal readonly struct Minimum : IArithmetic
{
    public static double Of(double a, double b) => Math.Min(a, b);

    public static Vector<double> Of(Vector<double> a, Vector<double> b) => Vector.Min(a, b);
}

/// <summary>The larger; NaN when either is.</summary>
internal readonly struct Maximum : IArithmetic
{
    public static double Of(double a, double b) => Math.Max(a, b);

    public static Vector<double> Of(Vector<double> a, Vector<double> b) => Vector.Max(a, b);
}
