using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>A few arrays of the same length, one after the other: the numbers of one block per row.</summary>
internal readonly ref struct BlockPlanes(Span<double> values, int length)
{
    private readonly Span<double> _values = values;

    /// <summary>Rows of each plane.</summary>
    public int Length { get; } = length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> Load(int plane, int row) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(_values), (nuint)((plane * Length) + row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector<double> value, int plane, int row) => value.StoreUnsafe(ref MemoryMarshal.GetReference(_values), (nuint)((plane * Length) + row));

    public void CopyTo(BlockPlanes other) => _values.CopyTo(other._values);
}
