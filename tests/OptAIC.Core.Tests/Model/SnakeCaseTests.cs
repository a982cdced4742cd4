using System.Text.Json;
using OptAIC.Aggregation;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Planning;
using OptAIC.Runs;

namespace OptAIC.Core.Tests.Model;

public sealed class SnakeCaseTests
{
    [Fact]
    public void Statuses_are_spelt_as_in_documents()
    {
        Assert.Equal(["running", "error", "not_initialized", "stale_source_delayed", "stale", "ready"], SnakeCase.All<FlowStatus>());
        Assert.Equal(["pending", "running", "completed", "failed", "cancelled"], SnakeCase.All<RunStatus>());
        Assert.Equal(["manual", "schedule", "upstream", "recursive", "replay", "interactive"], SnakeCase.All<TriggerKind>());
        Assert.Equal(["refresh", "preview", "training", "inference", "monitoring", "optimize", "backtest", "run"], SnakeCase.All<FlowKind>());
        Assert.Equal(["upstream", "age", "manual"], SnakeCase.All<StaleOn>());
        Assert.Equal(["daily", "weekly", "monthly", "quarterly", "irregular"], SnakeCase.All<Frequency>());
        Assert.Equal(["min_severity", "primary", "any_ready"], SnakeCase.All<AggregationMethod>());
        Assert.Equal(["run", "skip", "wait", "blocked"], SnakeCase.All<PlanAction>());
        Assert.Equal(
            ["data_dependency", "schema_dependency", "feature_dependency", "signal_dependency", "uses"], SnakeCase.All<EdgeKind>());
    }

    [Theory]
    [InlineData("not_initialized")]
    [InlineData("NOT_INITIALIZED")]
    [InlineData("NotInitialized")]
    [InlineData("notinitialized")]
    public void Both_spellings_are_read_whatever_the_case(string text)
    {
        Assert.True(SnakeCase.TryParse<FlowStatus>(text, out var status));
        Assert.Equal(FlowStatus.NotInitialized, status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("not initialized")]
    [InlineData(null)]
    public void Nothing_else_is_read(string? text) => Assert.False(SnakeCase.TryParse<FlowStatus>(text, out _));

    [Fact]
    public void Json_has_the_same_spelling_and_refuses_numbers()
    {
        Assert.Equal("\"stale_source_delayed\"", JsonSerializer.Serialize(FlowStatus.StaleSourceDelayed));
        Assert.Equal(FlowStatus.StaleSourceDelayed, JsonSerializer.Deserialize<FlowStatus>("\"stale_source_delayed\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FlowStatus>("3"));
        Assert.Equal("\"DatasetInstance\"", JsonSerializer.Serialize(InstanceType.DatasetInstance));
        Assert.Equal("\"PipelineRun\"", JsonSerializer.Serialize(RunType.PipelineRun));
    }
}
