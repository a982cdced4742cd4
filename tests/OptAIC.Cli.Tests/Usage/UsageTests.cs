using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Usage;

public sealed class UsageTests : IDisposable
{
    private readonly TemporaryRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("instnace list", "unknown command 'instnace'", "did you mean 'instance'?")]
    [InlineData("xyz", "unknown command 'xyz'", "there are: quickstart, init, definition, instance, apply, run, flow, refresh, runs, model, lineage, data, events, schedule, registry, cache, doctor")]
    [InlineData("instance lst", "'instance' has no verb 'lst'", "did you mean 'list'?")]
    [InlineData("instance", "'instance' needs a verb", "one of: create, list, show, latest, set, rename, copy, update, stop, remove, prune, adopt, usage, export, import, sync, update-env, publish")]
    [InlineData("instance rename a b --what-if=no", "'instance rename' does not take 'no'", "see 'optaic instance rename --help'")]
    [InlineData("instance list --stauts stale", "unknown option '--stauts' of 'instance list'", "did you mean '--status'?")]
    [InlineData("instance list --jsn", "unknown option '--jsn' of 'instance list'", "did you mean '--json'?")]
    [InlineData("refresh +a --jbos=2", "unknown option '--jbos' of 'refresh'", "did you mean '--jobs'?")]
    [InlineData("--verbos doctor", "unknown option '--verbos' of 'doctor'", "did you mean '--verbose'?")]
    [InlineData("instance show", "'instance show' needs <name>", "see 'optaic instance show --help'")]
    [InlineData("instance show a b", "'instance show' does not take 'b'", "see 'optaic instance show --help'")]
    [InlineData("instance list --type", "'--type' needs a value: TYPE", "see 'optaic instance list --help'")]
    [InlineData("doctor --root a --root b", "'--root' is given 2 times", "see 'optaic doctor --help'")]
    [InlineData("refresh", "'refresh' needs <selector>", "see 'optaic refresh --help'")]
    [InlineData("instance list --type DatsetInstance", "--type: 'DatsetInstance' cannot be used", "did you mean 'DatasetInstance'?")]
    [InlineData("instance list --status stal", "--status: 'stal' cannot be used", "did you mean 'stale'?")]
    [InlineData("flow start a --overlap wait", "--overlap: 'wait' cannot be used", "there are: fail, skip, queue, join")]
    [InlineData("flow start a --timeout 5", "--timeout: '5' cannot be used", "write a number and a unit: 90s, 30m, 2h, 1d")]
    [InlineData("flow start a --as-of 2024-02-30", "--as-of: '2024-02-30' cannot be used", "write a date such as 2024-03-29")]
    [InlineData("refresh a --jobs 0", "--jobs: '0' cannot be used", "write a whole number from 1")]
    [InlineData("data read a --format cvs", "--format: 'cvs' cannot be used", "did you mean 'csv'?")]
    [InlineData("lineage --format svg", "--format: 'svg' cannot be used", "there are: tree, html, mermaid, dot, json")]
    [InlineData("lineage --out picture.svg", "--out: nothing says in which form to write 'picture.svg'", "add --format html, mermaid, dot or json, or name it .html, .mmd, .dot or .json")]
    [InlineData("lineage --from a", "--from and --to go together", "give both ends")]
    [InlineData("lineage --impact", "--impact needs to know what would change", "name it: optaic lineage prices --impact")]
    [InlineData("lineage a --run latest", "--run says what is meant; a selector cannot be added", "leave one of them out")]
    [InlineData("lineage a --impact --change confg", "--change: 'confg' cannot be used", "did you mean 'config'?")]
    public void A_wrong_line_is_answered_with_one_error_one_hint_and_exit_2(string line, string error, string hint)
    {
        var result = new Optaic(_root.Path).Run(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Equal([$"error: {error}", $"hint: {hint}"], result.ErrorLines);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void With_json_a_wrong_line_is_answered_with_one_object_on_standard_error()
    {
        var result = new Optaic(_root.Path).Run("instance", "lst", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.ErrorLines);
        Assert.Equal("InvalidUsage", result.JsonError.GetProperty("id").GetString());
        Assert.Equal(2, result.JsonError.GetProperty("exit_code").GetInt32());
        Assert.Equal("'instance' has no verb 'lst'", result.JsonError.GetProperty("message").GetString());
        Assert.Equal("did you mean 'list'?", result.JsonError.GetProperty("hint").GetString());
        Assert.Equal(0, result.JsonError.GetProperty("issues").GetArrayLength());
    }

    [Fact]
    public void Nothing_is_written_to_a_workspace_by_a_wrong_line()
    {
        new Optaic(_root.Path).Run("instance", "create", "--type", "nonsense");

        Assert.Empty(Directory.EnumerateFileSystemEntries(_root.Path));
    }
}
