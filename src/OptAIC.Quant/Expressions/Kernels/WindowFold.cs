using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>A block's values put together by one operation, such as the smaller of two.</summary>
internal readonly struct WindowFold<TOperation>(Vector<double> value) : IWindowAggregate<WindowFold<TOperation>>
    where TOperation : struct, IArithmetic
{
    public static int Planes => 1;

    public Vector<double> Value { get; } = value;

    public static WindowFold<TOperation> OfRow(Vector<double> value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WindowFold<TOperation> Load(in BlockPlanes planes, int row) => new(planes.Load(0, row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(in BlockPlanes planes, int row) => planes.Store(Value, 0, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowFold<TOperation> After(WindowFold<TOperation> older, in Junction junction) => new(TOperation.Of(Value, older.Value));
}
