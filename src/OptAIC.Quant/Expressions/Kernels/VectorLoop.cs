using System.Runtime.CompilerServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>How loops over vectors are compiled.</summary>
internal static class VectorLoop
{
    /// <summary>
    /// At once and for good. Code with <see cref="System.Numerics.Vector{T}"/> is never compiled ahead, and what the first tier makes
    /// of it is ten times slower, which is all that a short run would ever see.
    /// </summary>
    public const MethodImplOptions Compiled = MethodImplOptions.AggressiveOptimization;
}
