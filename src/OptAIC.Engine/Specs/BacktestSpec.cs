using System.Text.Json;
using OptAIC.Engine.Schemas;

namespace OptAIC.Engine.Specs;

/// <summary>A checked backtest: <c>assets</c>, <c>signals</c>, <c>date_range</c> and <c>config</c> with all defaults in place.</summary>
/// <param name="Value">The resolved value; it satisfies <c>backtest-schema.yml</c>.</param>
/// <param name="Instances">The instances it names, with their roles: <c>prices</c>, <c>universe</c>, <c>signal</c>, <c>secondary_signal</c>, <c>optimizer</c>.</param>
internal sealed record BacktestSpec(JsonElement Value, IReadOnlyList<FoundValue> Instances)
{
    /// <summary>The procedure, as it is recorded in place of a definition.</summary>
    public const string Procedure = "backtest@1";
}
