using System.Numerics;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>What is known of a block of consecutive rows, one block per lane, and can be joined with the block before it.</summary>
internal interface IWindowAggregate<TSelf>
    where TSelf : struct, IWindowAggregate<TSelf>
{
    /// <summary>Numbers kept per block.</summary>
    static abstract int Planes { get; }

    /// <summary>The block of one row.</summary>
    static abstract TSelf OfRow(Vector<double> value);

    /// <summary>Reads the blocks that end at <paramref name="row"/> and the rows after it.</summary>
    static abstract TSelf Load(in BlockPlanes planes, int row);

    /// <summary>Writes the blocks that end at <paramref name="row"/> and the rows after it.</summary>
    void Store(in BlockPlanes planes, int row);

    /// <summary>The block made of this one and the one right before it.</summary>
    TSelf After(TSelf older, in Junction junction);
}
