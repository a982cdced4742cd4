namespace OptAIC.Quant.Optimizers;

/// <summary>Turns what is known about some names into their weights.</summary>
public interface IPortfolioOptimizer
{
    /// <summary>Name of the method, as in definitions: <c>min_variance</c>.</summary>
    string Method { get; }

    /// <summary>Finds the weights.</summary>
    /// <exception cref="InfeasibleConstraintsException">No weights satisfy the constraints.</exception>
    /// <exception cref="ArgumentException">The input lacks what the method needs.</exception>
    OptimizationResult Optimize(OptimizationInput input);
}
