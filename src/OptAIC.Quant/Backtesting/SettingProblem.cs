namespace OptAIC.Quant.Backtesting;

/// <summary>Something wrong with the settings of a backtest, or between them and its data.</summary>
/// <param name="Code">Stable PascalCase code, such as <c>NotPositive</c>.</param>
/// <param name="Path">Where in the configuration, as a JSON pointer: <c>/config/portfolio/gross</c>.</param>
/// <param name="Message">What is expected and what was found, in one line.</param>
public sealed record SettingProblem(string Code, string Path, string Message);
