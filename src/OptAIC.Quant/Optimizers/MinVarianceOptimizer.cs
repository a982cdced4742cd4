using OptAIC.Quant.Optimizers.QuadraticProgramming;

namespace OptAIC.Quant.Optimizers;

/// <summary>
/// The weights of least variance: minimise wᵀΣw subject to bounds and budget (Markowitz 1952). Solved exactly, by active
/// sets, with a certificate; a singular covariance is solved with a ridge of 1e-10 of the largest variance and reported.
/// </summary>
/// <param name="constraints">What the weights must satisfy.</param>
/// <param name="estimator">Estimates the covariance from returns when the input has none.</param>
public sealed class MinVarianceOptimizer(PortfolioConstraints constraints, ICovarianceEstimator estimator) : IPortfolioOptimizer
{
    /// <inheritdoc />
    public string Method => "min_variance";

    /// <inheritdoc />
    public OptimizationResult Optimize(OptimizationInput input, CancellationToken cancellation = default)
    {
        var (lower, upper) = constraints.BoundsOf(input.Names);
        var covariance = input.Covariance
            ?? estimator.Estimate(input.Returns ?? throw new ArgumentException("min_variance needs returns or a covariance", nameof(input)), cancellation);
        var program = new BoxBudgetProgram(covariance.Matrix, new double[covariance.Count], lower, upper, constraints.Budget) { Cancellation = cancellation };
        var solution = ActiveSet.Solve(program);
        var certificate = solution.Certify(program);
        return OptimizationResult.Of(Method, input, solution.X, covariance) with
        {
            Status = !certificate.Holds ? SolverStatus.IterationLimit
                : solution.Ridge > 0 ? SolverStatus.OptimalSingular
                : SolverStatus.Optimal,
            Iterations = solution.Iterations,
            Ridge = solution.Ridge,
            Certificate = certificate,
            ActiveConstraints = Active(program, solution, input.Names),
        };
    }

    /// <summary>The objective reported is wᵀΣw, twice that of the program, and so are its multipliers.</summary>
    private List<ActiveConstraint> Active(BoxBudgetProgram program, QuadraticSolution solution, IReadOnlyList<string> names)
    {
        var active = new List<ActiveConstraint>();
        if (program.Budget is { } budget)
        {
            active.Add(new ActiveConstraint("budget", null, budget, 2 * solution.BudgetMultiplier));
        }

        var multipliers = solution.ReducedGradient(program);
        for (var i = 0; i < names.Count; i++)
        {
            if (solution.States[i] == BoundState.AtLower)
            {
                active.Add(new ActiveConstraint(constraints.LowerConstraint(names[i]), names[i], program.Lower[i], 2 * multipliers[i]));
            }
            else if (solution.States[i] == BoundState.AtUpper)
            {
                active.Add(new ActiveConstraint("max_weight", names[i], program.Upper[i], 2 * multipliers[i]));
            }
        }

        return active;
    }
}
