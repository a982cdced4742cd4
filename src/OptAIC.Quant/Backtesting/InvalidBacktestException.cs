namespace OptAIC.Quant.Backtesting;

/// <summary>A backtest's settings are wrong, or do not fit its data.</summary>
public sealed class InvalidBacktestException : Exception
{
    /// <summary>Makes the exception from the problems, of which there is at least one.</summary>
    public InvalidBacktestException(IReadOnlyList<SettingProblem> problems)
        : base(string.Join("; ", problems.Select(problem => $"{problem.Path}: {problem.Message}"))) =>
        Problems = problems;

    /// <summary>Every problem found.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; }
}
