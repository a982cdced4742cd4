using OptAIC.Errors;

namespace OptAIC.Engine.Flows;

/// <summary>A backtest stopped: its settings do not fit its data, a decision looked ahead, or an optimisation failed.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="cause">What the procedure said.</param>
public sealed class BacktestFailedException(string instance, Exception cause)
    : OptException("BacktestFailed", ExitCode.Failed, $"{instance}: {cause.Message}", "nothing was published; mend the config or the inputs and start again", cause)
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;
}

/// <summary>A backtest asks for a price that its dataset does not have.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="missing">The column or name.</param>
/// <param name="there">What is there.</param>
public sealed class UnknownPriceException(string instance, string missing, IEnumerable<string> there)
    : OptException("UnknownPrice", ExitCode.Failed, $"{instance}: its prices have no '{missing}'{(there.Any() ? $"; they have {string.Join(", ", there)}" : "")}", "name another dataset, or another benchmark, in the config");
