using System.Numerics;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>How many rows each of two adjacent blocks has, as factors for every lane. The older block's count is a power of two.</summary>
internal readonly struct Junction(int newer, int older)
{
    /// <summary>Newer count ÷ older count: exact.</summary>
    public readonly Vector<double> Ratio = new((double)newer / older);

    /// <summary>Weight of the squared distance of the blocks' sums in the squared deviations of both (see <see cref="WindowMoments"/>).</summary>
    public readonly Vector<double> Spread = new(older / ((double)newer * (newer + older)));
}
