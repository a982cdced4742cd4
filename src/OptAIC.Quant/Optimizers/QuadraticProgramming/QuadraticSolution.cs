namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>Where a solver stopped.</summary>
/// <param name="X">The point; always within the bounds.</param>
/// <param name="States">Which variables are held at a bound.</param>
/// <param name="BudgetMultiplier">ν of the Lagrangian ½xᵀHx + cᵀx − ν(Σx − budget) − λᵀ(x − lower) − μᵀ(upper − x); 0 without a budget.</param>
/// <param name="Iterations">Working sets tried.</param>
/// <param name="Ridge">What was added to the diagonal of H because it is singular on the free variables; 0 when it is not.</param>
internal sealed record QuadraticSolution(double[] X, BoundState[] States, double BudgetMultiplier, int Iterations, double Ridge)
{
    /// <summary>The gradient that the bounds must balance, Hx + c − ν: λ where it is positive, −μ where it is negative.</summary>
    public double[] ReducedGradient(BoxBudgetProgram program)
    {
        var gradient = new double[X.Length];
        program.Gradient(X, gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] -= BudgetMultiplier;
        }

        return gradient;
    }

    /// <summary>Checks the optimality conditions against the program itself, trusting nothing that the solver kept.</summary>
    public KktCertificate Certify(BoxBudgetProgram program)
    {
        var (stationarity, dual, complementarity) = (0.0, 0.0, 0.0);
        var primal = program.Budget is { } budget ? Math.Abs(DenseVector.Sum(X) - budget) : 0;
        var gradient = ReducedGradient(program);
        for (var i = 0; i < X.Length; i++)
        {
            var multiplier = gradient[i] / program.Scale;
            primal = Math.Max(primal, Math.Max(program.Lower[i] - X[i], X[i] - program.Upper[i]));
            if (program.Lower[i] == program.Upper[i])
            {
                continue;
            }

            switch (States[i])
            {
                case BoundState.Free:
                    stationarity = Math.Max(stationarity, Math.Abs(multiplier));
                    break;
                case BoundState.AtLower:
                    dual = Math.Max(dual, -multiplier);
                    complementarity = Math.Max(complementarity, Math.Abs(multiplier * (X[i] - program.Lower[i])));
                    break;
                case BoundState.AtUpper:
                    dual = Math.Max(dual, multiplier);
                    complementarity = Math.Max(complementarity, Math.Abs(multiplier * (program.Upper[i] - X[i])));
                    break;
            }
        }

        return new KktCertificate(stationarity, primal, dual, complementarity);
    }
}
