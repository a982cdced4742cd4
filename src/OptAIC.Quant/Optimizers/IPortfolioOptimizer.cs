namespace OptAIC.Quant.Optimizers;

/// <summary>Turns what is known about some names into their weights.</summary>
public interface IPortfolioOptimizer
{
    /// <summary>Name of the method, as in definitions: <c>min_variance</c>.</summary>
    string Method { get; }

    /// <summary>Finds the weights.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InfeasibleConstraintsException">No weights satisfy the constraints.</exception>
    /// <exception cref="ArgumentException">The input lacks what the method needs.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    OptimizationResult Optimize(OptimizationInput input, CancellationToken cancellation = default);
}
