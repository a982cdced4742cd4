using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class DefinitionTests : IDisposable
{
    private readonly TemporaryRoot _root = new();
    private readonly Optaic _optaic;

    public DefinitionTests()
    {
        _optaic = new Optaic(_root.Path);
        Assert.Equal(0, _optaic.Run("init").ExitCode);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_folder_is_validated_registered_once_and_found()
    {
        var folder = Path.GetDirectoryName(_root.Write("hello/definition.yml", "kind: WorkflowDef\nname: hello\nversion: 1.0.0\nentry: { command: [echo, hello] }\n"))!;

        Assert.Equal("valid\n", _optaic.Run("definition", "validate", folder).Output);
        Assert.False(_optaic.Json("definition", "register", folder).GetProperty("already_registered").GetBoolean());
        Assert.True(_optaic.Json("definition", "register", folder).GetProperty("already_registered").GetBoolean());
        Assert.Equal("registered", _optaic.Json("definition", "show", "hello@1.0.0").GetProperty("source").GetString());
        Assert.Equal("hello", _optaic.Json("definition", "list", "hel*")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Every_problem_of_a_folder_is_listed_with_its_place_and_exit_2()
    {
        var folder = Path.GetDirectoryName(_root.Write("bad/definition.yml", "kind: PipelinDef\nname: bad\nversion: one\nentri: {}\n"))!;

        var result = _optaic.Run("definition", "validate", folder);

        Assert.Equal(2, result.ExitCode);
        Assert.True(result.OutputLines.Length >= 3, result.ToString());
        Assert.All(result.OutputLines, l => Assert.Matches(@"^error  .*definition\.yml:\d+:\d+: ", l));
        Assert.Equal(2, _optaic.Run("definition", "register", folder).ExitCode);
    }

    [Fact]
    public void A_registered_version_never_changes()
    {
        var file = _root.Write("hello/definition.yml", "kind: WorkflowDef\nname: hello\nversion: 1.0.0\nentry: { command: [echo, hello] }\n");
        Assert.Equal(0, _optaic.Run("definition", "register", Path.GetDirectoryName(file)!).ExitCode);
        File.AppendAllText(file, "description: changed\n");

        var result = _optaic.Run("definition", "register", Path.GetDirectoryName(file)!, "--json");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal("DefinitionVersionExists", result.JsonError.GetProperty("id").GetString());
    }
}
