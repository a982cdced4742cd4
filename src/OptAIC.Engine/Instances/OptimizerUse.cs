using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Which optimisers a backtest can ask: it does so on every rebalance date, with what was known then, and so in its own process.</summary>
internal static class OptimizerUse
{
    /// <summary>What keeps a backtest from using an optimiser.</summary>
    /// <param name="backtest">Name of the backtest.</param>
    /// <param name="optimizer">Name of the optimiser.</param>
    /// <param name="definition">The optimiser's definition.</param>
    /// <returns><c>null</c> when nothing does.</returns>
    public static string? Problem(string backtest, string optimizer, Definition definition) => definition.EntryOf(FlowKind.Optimize) is { Kind: EntryKind.Command }
        ? $"{definition} of {optimizer} is a program, which runs once per optimize flow; {backtest} asks its optimiser on every rebalance date, and takes one whose entry is "
            + string.Join(" or ", BuiltinDefinitions.Names(DefinitionKind.PortfolioOptimizerDef))
        : null;
}
