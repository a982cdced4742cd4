namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>
/// The convex program: minimise ½xᵀHx + cᵀx subject to lower ≤ x ≤ upper and, when there is a budget, Σx = budget.
/// Bounds may be infinite. The program must be feasible.
/// </summary>
/// <param name="Quadratic">H, symmetric and positive semidefinite, <c>n × n</c> row after row.</param>
/// <param name="Linear">c.</param>
/// <param name="Lower">Lower bounds.</param>
/// <param name="Upper">Upper bounds.</param>
/// <param name="Budget">What x sums to, or null.</param>
internal sealed record BoxBudgetProgram(
    ReadOnlyMemory<double> Quadratic, double[] Linear, double[] Lower, double[] Upper, double? Budget)
{
    /// <summary>Ends its solution, wherever that is: whoever works through a row of H asks for it.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Number of variables.</summary>
    public int Count => Linear.Length;

    /// <summary>The size of a gradient: the largest diagonal entry of H, or 1 when H is zero.</summary>
    public double Scale { get; } = LargestDiagonal(Quadratic.Span, Linear.Length) is var scale and > 0 ? scale : 1;

    /// <summary>A row of H, which is also its column.</summary>
    public ReadOnlySpan<double> Row(int i) => Quadratic.Span.Slice(i * Count, Count);

    /// <summary>gradient ← Hx + c.</summary>
    public void Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Cancellation.ThrowIfCancellationRequested();
        Linear.CopyTo(gradient);
        for (var j = 0; j < Count; j++)
        {
            if (x[j] != 0)
            {
                DenseVector.AddScaled(gradient, x[j], Row(j));
            }
        }
    }

    private static double LargestDiagonal(ReadOnlySpan<double> matrix, int n)
    {
        var largest = 0.0;
        for (var i = 0; i < n; i++)
        {
            largest = Math.Max(largest, matrix[(i * n) + i]);
        }

        return largest;
    }
}
