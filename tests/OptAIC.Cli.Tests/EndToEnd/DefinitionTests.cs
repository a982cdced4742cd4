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
    public void Versions_are_compared_and_one_that_is_used_is_not_removed()
    {
        var file = _root.Write("hello/definition.yml", Hello("1.0.0", "n: { type: integer }"));
        Assert.Equal(0, _optaic.Run("definition", "register", Path.GetDirectoryName(file)!).ExitCode);
        Assert.Equal(0, _optaic.Run("instance", "create", "--definition", "hello", "--name", "greeting").ExitCode);
        _root.Write("hello/definition.yml", Hello("1.1.0", "n: { type: string }"));
        Assert.Equal(0, _optaic.Run("definition", "register", Path.GetDirectoryName(file)!).ExitCode);

        var differences = _optaic.Json("definition", "compare", "hello@1.0.0", "hello@1.1.0");
        Assert.Equal("n.type", differences[0].GetProperty("path").GetString());
        Assert.True(differences[0].GetProperty("is_breaking").GetBoolean());
        Assert.Equal("no differences\n", _optaic.Run("definition", "compare", Path.GetDirectoryName(file)!).Output);
        Assert.Equal(3, _optaic.Run("definition", "compare", "hello@1.0.0", "hello@2.0.0").ExitCode);

        var refused = _optaic.Run("definition", "remove", "hello@1.0.0");
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("greeting uses it", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, _optaic.Run("definition", "remove", "hello").ExitCode);
        Assert.Equal(0, _optaic.Run("definition", "remove", "hello@1.1.0").ExitCode);
        Assert.Equal(0, _optaic.Run("definition", "remove", "hello", "--force").ExitCode);
        Assert.Equal(3, _optaic.Run("definition", "show", "hello").ExitCode);

        static string Hello(string version, string parameter) =>
            $"kind: WorkflowDef\nname: hello\nversion: {version}\nentry: {{ command: [echo, hello] }}\nparameters_schema: {{ type: object, properties: {{ {parameter} }} }}\n";
    }

    [Fact]
    public void A_changed_file_of_a_registered_version_is_named_and_its_instances_do_not_run()
    {
        var file = _root.Write("hello/definition.yml", "kind: WorkflowDef\nname: hello\nversion: 1.0.0\nentry: { command: [sh, run.sh] }\n");
        _root.Write("hello/run.sh", "echo hello\n");
        Assert.Equal(0, _optaic.Run("definition", "register", Path.GetDirectoryName(file)!).ExitCode);
        Assert.Equal(0, _optaic.Run("instance", "create", "--definition", "hello", "--name", "greeting").ExitCode);
        var registered = Path.Combine(_optaic.Json("definition", "show", "hello").GetProperty("path").GetString()!, "run.sh");
        File.Delete(registered);
        File.WriteAllText(registered, "echo something else\n");

        Assert.Equal("run.sh has changed", _optaic.Json("definition", "list", "hello")[0].GetProperty("issues")[0].GetProperty("message").GetString());
        Assert.Contains("run.sh has changed", _optaic.Run("doctor").Output, StringComparison.Ordinal);
        var started = _optaic.Run("flow", "start", "greeting");
        Assert.NotEqual(0, started.ExitCode);
        Assert.Contains("run.sh", started.Error + started.Output, StringComparison.Ordinal);
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
