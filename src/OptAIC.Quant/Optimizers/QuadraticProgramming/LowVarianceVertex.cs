namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>
/// A feasible point with at most one variable off its bounds (where these are finite): from zero, the budget is filled in
/// the order of the diagonal of H. An active set that grows from there stays small.
/// </summary>
internal static class LowVarianceVertex
{
    /// <summary>Finds the point.</summary>
    public static double[] Of(BoxBudgetProgram program)
    {
        var x = new double[program.Count];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Math.Clamp(0, program.Lower[i], program.Upper[i]);
        }

        if (program.Budget is { } budget)
        {
            Fill(program, x, budget - DenseVector.Sum(x));
        }

        return x;
    }

    /// <summary>Raises the variables of least variance first when something is missing, lowers those of most variance first when there is too much.</summary>
    private static void Fill(BoxBudgetProgram program, double[] x, double missing)
    {
        var order = Enumerable.Range(0, x.Length).OrderBy(i => Math.Sign(missing) * program.Row(i)[i]);
        foreach (var i in order)
        {
            var moved = Math.Clamp(x[i] + missing, program.Lower[i], program.Upper[i]) - x[i];
            x[i] += moved;
            missing -= moved;
        }
    }
}
