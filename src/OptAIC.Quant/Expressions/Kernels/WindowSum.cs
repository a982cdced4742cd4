using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Sum of a block's values.</summary>
internal readonly struct WindowSum(CompensatedSum sum) : IWindowAggregate<WindowSum>
{
    public static int Planes => 2;

    public CompensatedSum Sum { get; } = sum;

    public static WindowSum OfRow(Vector<double> value) => new(new CompensatedSum(value, Vector<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WindowSum Load(in BlockPlanes planes, int row) => new(new CompensatedSum(planes.Load(0, row), planes.Load(1, row)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(in BlockPlanes planes, int row)
    {
        planes.Store(Sum.Hi, 0, row);
        planes.Store(Sum.Lo, 1, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowSum After(WindowSum older, in Junction junction) => new(Sum + older.Sum);
}
