using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

/// <summary>Verbs that change or check instances take patterns and selectors: prices → momentum → bt, prices → min_var → bt.</summary>
public sealed class SeveralInstancesTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new();

    private Optaic Optaic => _workspace.Optaic;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_chain_is_removed_from_its_end_and_needs_no_force()
    {
        Assert.Equal(["would remove bt", "would remove momentum"], _workspace.Succeed("instance", "remove", "momentum+", "--what-if").OutputLines);
        Assert.Equal(["bt", "momentum"], Removed(Optaic.Json("instance", "remove", "momentum+")));
        Assert.Equal(["prices", "min_var"], Listed());
    }

    [Fact]
    public void Nothing_is_removed_when_others_need_a_part_of_what_is_to_go()
    {
        var refused = Optaic.Run("instance", "remove", "prices", "m*");
        Assert.Equal((4, true), (refused.ExitCode, refused.Error.Contains("bt depends on it", StringComparison.Ordinal)));
        Assert.Equal(4, Listed().Count());
        Assert.Equal(["prices"], Removed(Optaic.Json("instance", "remove", "*", "--exclude", "bt", "--exclude", "m*", "--force")));
    }

    [Fact]
    public void Several_are_changed_once_all_of_them_were_checked()
    {
        Assert.Equal(["prices", "momentum"], Changed("instance", "set", "tag:nightly", "--tag", "daily"));
        Assert.Empty(Changed("instance", "set", "tag:nightly", "--tag", "daily"));
        Assert.Equal(["min_var"], Changed("instance", "set", "type:PortfolioOptimizerInstance", "--config", "lookback=90"));

        var refused = Optaic.Run("instance", "set", "prices", "min_var", "--config", "lookback=120");
        Assert.Equal((2, true), (refused.ExitCode, refused.Error.Contains("lookback", StringComparison.Ordinal)));
        Assert.Equal(2, Optaic.Json("instance", "show", "min_var").GetProperty("generation").GetInt32());
        Assert.Equal(2, Optaic.Run("instance", "set", "m*", "-f", "x.yml").ExitCode);
        Assert.Equal(3, Optaic.Run("instance", "set", "prices", "pirces", "--tag", "x").ExitCode);
    }

    [Fact]
    public void What_means_nobody_says_so_and_is_no_error()
    {
        Assert.Equal("no instance is meant", _workspace.Succeed("instance", "remove", "x*").Output.Trim());
        Assert.Equal("no instance is meant", _workspace.Succeed("instance", "set", "x*", "--tag", "y").Output.Trim());
        Assert.Equal("[]", _workspace.Succeed("data", "verify", "*", "--json").Output.Trim());
        Assert.Empty(Changed("instance", "update", "m*", "--what-if"));
    }

    private IEnumerable<string> Changed(params string[] args) =>
        Optaic.Json(args).EnumerateArray().Where(c => c.GetProperty("changed").GetBoolean()).Select(c => c.GetProperty("name").GetString()!);

    private static IEnumerable<string> Removed(JsonElement removed) => removed.EnumerateArray().Select(r => r.GetProperty("instance").GetProperty("name").GetString()!);

    private IEnumerable<string> Listed() => Optaic.Json("instance", "list").EnumerateArray().Select(i => i.GetProperty("name").GetString()!);
}
