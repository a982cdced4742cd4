using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>
/// Sum and squared deviations from the mean of a block. Blocks are joined by the formula of Chan, Golub and LeVeque (1983):
/// with <c>d = s_a − s_b·n_a/n_b</c>, <c>M2 = M2_a + M2_b + d²·n_b / (n_a·(n_a + n_b))</c>. No term is negative and <c>d</c> is
/// taken of compensated sums, so the relative error of M2 is a few units in the last place, whatever the level of the values.
/// </summary>
internal readonly struct WindowMoments(CompensatedSum sum, Vector<double> squares) : IWindowAggregate<WindowMoments>
{
    public static int Planes => 3;

    public CompensatedSum Sum { get; } = sum;

    /// <summary>Σ (x − mean)²; exactly 0 when all values are equal.</summary>
    public Vector<double> Squares { get; } = squares;

    public static WindowMoments OfRow(Vector<double> value) => new(new CompensatedSum(value, Vector<double>.Zero), Vector<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WindowMoments Load(in BlockPlanes planes, int row) =>
        new(new CompensatedSum(planes.Load(0, row), planes.Load(1, row)), planes.Load(2, row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(in BlockPlanes planes, int row)
    {
        planes.Store(Sum.Hi, 0, row);
        planes.Store(Sum.Lo, 1, row);
        planes.Store(Squares, 2, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowMoments After(WindowMoments older, in Junction junction)
    {
        var distance = Sum.LessProduct(older.Sum, junction.Ratio);
        return new WindowMoments(Sum + older.Sum, Vector.FusedMultiplyAdd(distance * junction.Spread, distance, Squares) + older.Squares);
    }
}
