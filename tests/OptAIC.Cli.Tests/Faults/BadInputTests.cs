using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class BadInputTests(ReadyWorkspace ready) : IClassFixture<ReadyWorkspace>
{
    private Optaic Optaic => ready.Optaic;

    [Theory]
    [InlineData(3, "DefinitionNotFound", "nope", "instance create --name x --definition nope")]
    [InlineData(3, "DefinitionNotFound", "9.9", "instance create --name x --definition builtin.csv@9.9 --config path=a.csv")]
    [InlineData(3, "DefinitionNotFound", "nope", "definition show nope")]
    [InlineData(3, "InstanceNotFound", "pricse", "instance show pricse")]
    [InlineData(3, "InstanceNotFound", "pricse", "flow start pricse")]
    [InlineData(3, "InstanceNotFound", "pricse", "refresh +pricse")]
    [InlineData(3, "InstanceNotFound", "pricse", "data read pricse")]
    [InlineData(3, "InstanceNotFound", "missing", "instance create --name x --type SignalInstance --definition builtin.expression --config expression=close --upstream input=missing")]
    [InlineData(3, "FlowNotFound", "backtest", "flow start prices --flow backtest")]
    [InlineData(3, "RunNotFound", "ffffffff", "runs show ffffffff")]
    [InlineData(2, "NameTaken", "PRICES", "instance create --name PRICES --definition builtin.csv --type DatasetInstance --config path=a.csv")]
    [InlineData(2, "InvalidSpec", "a/b", "instance create --name a/b --definition builtin.csv --type DatasetInstance --config path=a.csv")]
    [InlineData(2, "InvalidSpec", "con", "instance create --name con --definition builtin.csv --type DatasetInstance --config path=a.csv")]
    [InlineData(2, "InvalidSelector", "status:stal", "refresh status:stal")]
    [InlineData(2, "UnknownColumn", "clsoe", "data read prices --column clsoe")]
    [InlineData(4, "NotPublished", "bt", "data read bt")]
    [InlineData(4, "HasDownstream", "prices", "instance remove prices")]
    public void A_fault_has_its_exit_code_id_and_the_thing_at_fault_in_one_line(int exitCode, string id, string names, string line)
    {
        var result = Optaic.Run([.. line.Split(' '), "--json"]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.ErrorLines);
        Assert.Equal(id, result.JsonError.GetProperty("id").GetString());
        Assert.Equal(exitCode, result.JsonError.GetProperty("exit_code").GetInt32());
        Assert.Contains(names, result.JsonError.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(result.JsonError.TryGetProperty("hint", out _));
    }

    [Fact]
    public void A_mistyped_name_is_answered_with_the_nearest() =>
        Assert.Equal(["error: there is no instance 'pricse'", "hint: did you mean 'prices'?"], Optaic.Run("instance", "show", "pricse").ErrorLines);

    [Fact]
    public void Four_mistakes_in_a_config_are_four_lines_with_file_line_and_column()
    {
        var spec = ready.Workspace.Write("specs/bad.yml", """
            name: bad
            type: DatasetInstance
            pipeline:
              definition: builtin.csv
              config:
                path: prices.csv
                start_date: soon
                delimiter: ';;'
                knowledge: never
                colums: [close]
            """);

        var result = Optaic.Run("instance", "create", "-f", spec);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error: ", result.ErrorLines[0], StringComparison.Ordinal);
        var issues = result.ErrorLines[1..^1];
        Assert.Equal(4, issues.Length);
        Assert.All(issues, i => Assert.Matches(@"^  .*bad\.yml:\d+:\d+: ", i));
        Assert.Contains(issues, i => i.Contains("bad.yml:7:17: ", StringComparison.Ordinal));
        Assert.Contains(issues, i => i.Contains("did you mean", StringComparison.Ordinal) && i.Contains("columns", StringComparison.Ordinal));
        Assert.StartsWith("hint: ", result.ErrorLines[^1], StringComparison.Ordinal);

        var issue = Optaic.Run("instance", "create", "-f", spec, "--json").JsonError.GetProperty("issues")[0];
        Assert.EndsWith("bad.yml", issue.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal(7, issue.GetProperty("line").GetInt32());
    }

    [Fact]
    public void An_instance_cannot_depend_on_itself()
    {
        var result = Optaic.Run("instance", "create", "--name", "loop", "--type", "SignalInstance", "--definition", "builtin.expression", "--config", "expression=close", "--upstream", "input=loop", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("LineageCycle", result.JsonError.GetProperty("id").GetString());
        Assert.Contains("loop", result.JsonError.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_workspace_the_answer_says_how_to_make_one()
    {
        using var empty = new TemporaryRoot();

        var result = new Optaic(empty.Path).Run("instance", "list");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(empty.Path, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("init", result.ErrorLines[1], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.Path));
    }

    [Fact]
    public void The_workspace_can_be_named_anywhere_on_the_line_under_both_names()
    {
        using var elsewhere = new TemporaryRoot();
        var optaic = new Optaic(elsewhere.Path);

        Assert.Equal(4, optaic.Json("--root", ready.Workspace.Root, "instance", "list").GetArrayLength());
        Assert.Equal(4, optaic.Json("instance", "--base-dir", ready.Workspace.Root, "list").GetArrayLength());
        Assert.Equal(4, optaic.Json("instance", "list", $"--root={ready.Workspace.Root}").GetArrayLength());
    }

    [Fact]
    public void There_is_no_newest_instance_in_an_empty_workspace()
    {
        using var empty = new TemporaryRoot();
        var optaic = new Optaic(empty.Path);
        Assert.Equal(0, optaic.Run("init").ExitCode);

        Assert.Equal(3, optaic.Run("instance", "latest").ExitCode);
        Assert.Equal("[]", optaic.Run("instance", "list", "--json").Output.Trim());
        Assert.Empty(optaic.Run("instance", "list").Output);
    }
}
