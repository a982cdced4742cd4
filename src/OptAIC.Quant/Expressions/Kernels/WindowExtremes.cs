using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>Smallest value of a block.</summary>
internal readonly struct WindowMinimum(Vector<double> value) : IWindowAggregate<WindowMinimum>
{
    public static int Planes => 1;

    public Vector<double> Value { get; } = value;

    public static WindowMinimum OfRow(Vector<double> value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WindowMinimum Load(in BlockPlanes planes, int row) => new(planes.Load(0, row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(in BlockPlanes planes, int row) => planes.Store(Value, 0, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowMinimum After(WindowMinimum older, in Junction junction) => new(Vector.Min(Value, older.Value));
}

/// <summary>Largest value of a block.</summary>
internal readonly struct WindowMaximum(Vector<double> value) : IWindowAggregate<WindowMaximum>
{
    public static int Planes => 1;

    public Vector<double> Value { get; } = value;

    public static WindowMaximum OfRow(Vector<double> value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WindowMaximum Load(in BlockPlanes planes, int row) => new(planes.Load(0, row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(in BlockPlanes planes, int row) => planes.Store(Value, 0, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowMaximum After(WindowMaximum older, in Junction junction) => new(Vector.Max(Value, older.Value));
}
