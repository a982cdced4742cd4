using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class InstanceChangeTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_set_shows_the_difference_and_makes_the_flow_stale()
    {
        _workspace.Succeed("refresh", "prices");

        var preview = _workspace.Succeed("instance", "set", "prices", "--config", "symbols=[AAPL]", "--what-if");
        Assert.Equal("would change prices (generation 1 → 2)", preview.OutputLines[0]);
        var change = _workspace.Optaic.Json("instance", "set", "prices", "--config", "symbols=[AAPL]");

        Assert.Equal("config.symbols", change.GetProperty("differences")[0].GetProperty("path").GetString());
        Assert.Equal(2, change.GetProperty("to_generation").GetInt32());
        Assert.Contains("config_changed", _workspace.Optaic.Run("flow", "status", "prices", "--explain").Output, StringComparison.Ordinal);
        Assert.Equal("prices: nothing to change (generation 2)", _workspace.Succeed("instance", "set", "prices", "--config", "symbols=[AAPL]").OutputLines[0]);
    }

    [Fact]
    public void Mistakes_exit_with_2_and_name_every_one()
    {
        var result = _workspace.Optaic.Run("instance", "set", "min_var", "--config", "lookback=many", "--config", "max_wight=1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("lookback", result.Error, StringComparison.Ordinal);
        Assert.Contains("max_weight", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, _workspace.Optaic.Run("instance", "set", "nobody", "--tag", "x").ExitCode);
    }

    [Fact]
    public void An_update_moves_an_instance_to_the_newest_version_and_back()
    {
        Register("1.0.0");
        _workspace.Succeed("instance", "create", "--name", "vendor", "--definition", "vendor");
        Register("1.1.0");
        Assert.Contains("update available", _workspace.Succeed("instance", "list", "vendor").Output, StringComparison.Ordinal);

        var update = _workspace.Succeed("instance", "update", "--all");
        Assert.Equal("changed vendor (generation 1 → 2)", update.OutputLines[0]);
        Assert.Equal("every instance has the newest versions", _workspace.Succeed("instance", "update", "--all").OutputLines[0]);
        var back = _workspace.Succeed("instance", "update", "vendor", "--to", "1.0.0");

        Assert.Contains("this is a downgrade: vendor@1.1.0 → vendor@1.0.0", back.Output, StringComparison.Ordinal);
        Assert.Equal(3, _workspace.Optaic.Run("instance", "update", "vendor", "--to", "9.0.0").ExitCode);
        Assert.Equal(2, _workspace.Optaic.Run("instance", "update").ExitCode);
    }

    private void Register(string version)
    {
        var file = _workspace.Write($"vendor-{version}/definition.yml", $"kind: PipelineDef\nname: vendor\nversion: {version}\nentry: {{ command: [echo, hi] }}\n");
        _workspace.Succeed("definition", "register", Path.GetDirectoryName(file)!);
    }
}
