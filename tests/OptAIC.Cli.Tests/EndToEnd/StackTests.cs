using System.Security.Cryptography;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class StackTests : IDisposable
{
    private const string Prices = "{ name: prices, type: DatasetInstance, pipeline: { definition: builtin.csv, config: { path: prices.csv } } }";
    private const string Momentum = "{ name: momentum, definition: builtin.expression, config: { expression: 'close / REF(close, 5) - 1' }, upstream_refs: [ { resource: prices } ] }";
    private const string Weights = "{ name: weights, definition: builtin.min_variance, config: { lookback: 60 }, upstream_refs: [ { resource: prices } ] }";

    private readonly TemporaryRoot _root = new();
    private readonly Optaic _optaic;

    public StackTests()
    {
        _optaic = new Optaic(_root.Path);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "data", "prices.csv"), Path.Combine(_root.Path, "prices.csv"));
        Assert.Equal(0, _optaic.Run("init").ExitCode);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_stack_is_planned_made_and_then_unchanged_whatever_the_order_of_its_instances()
    {
        var stack = Stack(Weights, Momentum, Prices);
        var before = StoreHash();

        var plan = Steps(_optaic.Run("apply", "-f", stack, "--what-if", "--json"));
        Assert.Equal(before, StoreHash());
        var made = Steps(_optaic.Run("apply", "-f", stack, "--json"));
        var after = StoreHash();
        var again = Steps(_optaic.Run("apply", "-f", stack, "--json"));

        Assert.Equal(["prices create", "weights create", "momentum create"], plan);
        Assert.Equal(plan, made);
        Assert.Equal(["weights unchanged", "momentum unchanged", "prices unchanged"], again);
        Assert.Equal(after, StoreHash());
        Assert.Equal(0, _optaic.Run("doctor").ExitCode);
    }

    [Fact]
    public void What_differs_is_changed_and_shown_value_by_value()
    {
        Assert.Equal(0, _optaic.Run("apply", "-f", Stack(Prices, Weights)).ExitCode);
        var stack = Stack(Prices, Weights.Replace("lookback: 60", "lookback: 30", StringComparison.Ordinal));

        var plan = _optaic.Run("apply", "-f", stack, "--what-if");
        var result = _optaic.Run("apply", "-f", stack);

        Assert.Equal(["unchanged  prices", "change     weights", "             config.lookback: 60 → 30", "1 to change, 1 unchanged"], plan.OutputLines);
        Assert.Equal("1 changed, 1 unchanged", result.OutputLines[^1]);
    }

    [Fact]
    public void Only_what_the_stack_made_is_pruned_and_what_depends_on_it_goes_first()
    {
        Assert.Equal(0, _optaic.Run("instance", "create", "--name", "by_hand", "--definition", "builtin.csv", "--config", "path=prices.csv").ExitCode);
        Assert.Equal(0, _optaic.Run("apply", "-f", Stack(Prices, Momentum, Weights)).ExitCode);
        var stack = Stack("{ name: other, type: DatasetInstance, pipeline: { definition: builtin.csv, config: { path: prices.csv } } }");

        Assert.Equal(["other create"], Steps(_optaic.Run("apply", "-f", stack, "--what-if", "--json")));
        var pruned = Steps(_optaic.Run("apply", "-f", stack, "--prune", "--json"));

        Assert.Equal("other create", pruned[0]);
        Assert.Equal("prices remove", pruned[^1]);
        Assert.Equal(4, pruned.Count);
        Assert.Equal(["by_hand", "other"], Names());
    }

    [Fact]
    public void An_instance_that_others_need_is_not_pruned_and_nothing_is_changed()
    {
        Assert.Equal(0, _optaic.Run("apply", "-f", Stack(Prices, Weights)).ExitCode);
        Assert.Equal(0, _optaic.Run("instance", "create", "--name", "mine", "--definition", "builtin.equal_weight", "--upstream", "input=prices").ExitCode);
        var before = StoreHash();

        var result = _optaic.Run("apply", "-f", Stack("{ name: fresh, type: DatasetInstance, pipeline: { definition: builtin.csv, config: { path: prices.csv } } }"), "--prune", "--json");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("mine", result.JsonError.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, StoreHash());
    }

    [Fact]
    public void Every_problem_of_every_instance_is_listed_with_its_place_before_anything_changes()
    {
        var before = StoreHash();

        var result = _optaic.Run(
            "apply", "-f", Stack(Prices, Weights.Replace("60", "many", StringComparison.Ordinal), Momentum.Replace("prices", "nowhere", StringComparison.Ordinal), "{ name: odd, definition: builtin.nothing }"), "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("InvalidStack", result.JsonError.GetProperty("id").GetString());
        var issues = result.JsonError.GetProperty("issues").EnumerateArray().ToList();
        Assert.Equal(3, issues.Count);
        Assert.All(issues, i => Assert.True(i.GetProperty("line").GetInt32() > 2));
        Assert.Equal(before, StoreHash());
    }

    [Fact]
    public void Instances_that_wait_for_one_another_are_named()
    {
        var result = _optaic.Run("apply", "-f", Stack(Signal("a", "c"), Signal("b", "a"), Signal("c", "b")));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("a → c → b → a", result.Error, StringComparison.Ordinal);

        static string Signal(string name, string of) => $"{{ name: {name}, definition: builtin.expression, config: {{ expression: 'close' }}, upstream_refs: [ {{ resource: {of} }} ] }}";
    }

    [Fact]
    public void A_mapping_and_a_folder_are_stacks_too()
    {
        var mapping = _root.Write("by_name.yml", $"prices: {Prices.Replace("name: prices, ", "", StringComparison.Ordinal)}\n");
        _root.Write("specs/weights.yml", $"{Weights}\n");

        Assert.Equal(["prices create"], Steps(_optaic.Run("apply", "-f", mapping, "--json")));
        Assert.Equal(["weights create"], Steps(_optaic.Run("apply", "-f", Path.Combine(_root.Path, "specs"), "--json")));
    }

    [Fact]
    public void What_a_running_flow_keeps_from_being_changed_is_said_and_done_by_the_next_apply()
    {
        Assert.Equal(0, _optaic.Run("apply", "-f", Stack(Slow(300))).ExitCode);
        Assert.Equal(0, _optaic.Run("flow", "start", "slow", "--detach").ExitCode);

        var busy = _optaic.Run("apply", "-f", Stack(Prices, Slow(301)), "--json");
        Assert.Equal(0, _optaic.Run("instance", "stop", "slow").ExitCode);

        Assert.Equal(5, busy.ExitCode);
        Assert.Equal("StackInterrupted", busy.JsonError.GetProperty("id").GetString());
        Assert.Contains("1 change made", busy.JsonError.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(["prices unchanged", "slow change"], Steps(_optaic.Run("apply", "-f", Stack(Prices, Slow(301)), "--json")));

        static string Slow(int seconds) => $"{{ name: slow, pipeline: {{ definition: builtin.command, config: {{ command: [sleep, '{seconds}'] }} }} }}";
    }

    [Fact]
    public async Task An_apply_that_is_killed_is_finished_by_the_next_one()
    {
        string[] specs = [Prices, .. Enumerable.Range(1, 12).Select(n => Weights.Replace("weights", $"weights{n}", StringComparison.Ordinal))];
        var stack = Stack(specs);
        for (var made = 1; made < specs.Length; made += 4)
        {
            using var process = _optaic.Start("apply", "-f", stack);
            while (!process.HasExited && Directory.GetDirectories(Path.Combine(_root.Path, "instances")).Length < made)
            {
                await Task.Delay(1);
            }

            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.Equal(0, _optaic.Run("apply", "-f", stack).ExitCode);
        Assert.Equal(specs.Length, Names().Count);
        Assert.All(Steps(_optaic.Run("apply", "-f", stack, "--json")), s => Assert.EndsWith("unchanged", s, StringComparison.Ordinal));
        Assert.Equal(0, _optaic.Run("doctor").ExitCode);
    }

    [Fact]
    public async Task Of_two_applies_at_once_the_second_finds_everything_made()
    {
        var stack = Stack(Prices, Momentum, Weights);

        var results = await Task.WhenAll(_optaic.RunAsync("apply", "-f", stack, "--json"), _optaic.RunAsync("apply", "-f", stack, "--json"));

        Assert.Equal(3, results.SelectMany(Steps).Count(s => s.EndsWith(" create", StringComparison.Ordinal)));
        Assert.Equal(3, results.SelectMany(Steps).Count(s => s.EndsWith(" unchanged", StringComparison.Ordinal)));
    }

    private string Stack(params string[] specs) => _root.Write("stack.yml", $"name: my_stack\ninstances:\n{string.Concat(specs.Select(s => $"  - {s}\n"))}");

    private static List<string> Steps(CommandResult result)
    {
        Assert.True(result.ExitCode == 0, result.ToString());
        return [.. result.Json.EnumerateArray().Select(s => $"{s.GetProperty("instance").GetString()} {s.GetProperty("action").GetString()}")];
    }

    private List<string> Names() => [.. _optaic.Json("instance", "list").EnumerateArray().Select(i => i.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];

    // Everything that is in the workspace but the registry, which a reader may touch, and the guard of stacks, which is empty for ever.
    private string StoreHash() => string.Join('\n', Directory.EnumerateFiles(_root.Path, "*", SearchOption.AllDirectories)
        .Where(f => !Path.GetFileName(f).StartsWith("registry.db", StringComparison.Ordinal) && !f.EndsWith(".guard", StringComparison.Ordinal) && !f.EndsWith("stack.yml", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(f => $"{f} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"));
}
