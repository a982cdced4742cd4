using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

/// <summary>New definitions, through the very commands that they name, in one workspace whose prices have been loaded.</summary>
public sealed class ScaffoldTests(ReadyWorkspace ready) : IClassFixture<ReadyWorkspace>
{
    private readonly SmallWorkspace _small = ready.Workspace;

    [Theory]
    [InlineData("PipelineDef", "builtin")]
    [InlineData("StoreDef", "builtin")]
    [InlineData("AccessorDef", "builtin")]
    [InlineData("PortfolioOptimizerDef", "builtin")]
    [InlineData("OpDef", "expression")]
    [InlineData("OpMacroDef", "expression")]
    public void The_next_commands_of_a_new_definition_run_it(string kind, string entry) => Run(kind, entry);

    [ProgramFact("python3")]
    public void The_next_commands_of_one_in_Python_run_it()
    {
        Run("PipelineDef", "python");
        Run("WorkflowDef", "python");
        Run("PortfolioOptimizerDef", "python");
    }

    [ProgramFact("/bin/sh")]
    public void The_next_commands_of_one_in_the_shell_run_it()
    {
        Run("PipelineDef", "shell");
        Run("WorkflowDef", "shell");
    }

    [ProgramFact("pwsh")]
    public void The_next_commands_of_one_in_PowerShell_run_it()
    {
        Run("PipelineDef", "powershell");
        Run("WorkflowDef", "powershell");
        Run("PortfolioOptimizerDef", "powershell");
    }

    [ProgramFact("/bin/sh")]
    public void A_script_becomes_a_workflow_without_a_question()
    {
        var script = _small.Write("night/report.sh", "echo done > \"$OPTAIC_OUTPUT/report.txt\"\n");
        var made = Here("definition", "new", "--from-workflow", script, "--dir", Path.Combine(_small.Root, "report"), "--json").Json;
        Assert.Equal("WorkflowDef", made.GetProperty("kind").GetString());
        RunNext(made);
    }

    [Fact]
    public void What_is_there_stays_and_what_is_asked_wrongly_is_a_usage_error()
    {
        var mine = _small.Write("mine/notes.txt", "mine");
        Assert.Equal("ScaffoldRefused", Refused("StoreDef", "--dir", Path.GetDirectoryName(mine)!));
        Assert.Equal("ScaffoldRefused", Refused("StoreDef", "--entry", "python", "--name", "s"));
        Assert.Equal("IllegalName", Refused("StoreDef", "--name", "../s"));
        Assert.Equal(2, _small.Optaic.RunHere("definition", "new").ExitCode);
        Assert.Contains("PipelineDef", _small.Optaic.RunHere("definition", "new", "PipelinDef").Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(mine));
    }

    private string? Refused(params string[] args)
    {
        var result = _small.Optaic.RunHere(["definition", "new", .. args, "--json"]);
        Assert.Equal(2, result.ExitCode);
        return result.JsonError.GetProperty("id").GetString();
    }

    private void Run(string kind, string entry)
    {
        var name = $"new_{kind}_{entry}";
        var made = Here("definition", "new", kind, "--entry", entry, "--name", name, "--dir", Path.Combine(_small.Root, name), "--json").Json;
        Assert.Equal("valid\n", Here("definition", "validate", made.GetProperty("path").GetString()!).Output);
        RunNext(made);
    }

    // The commands hold no quotes but around one argument each.
    private void RunNext(System.Text.Json.JsonElement made)
    {
        foreach (var command in made.GetProperty("next").EnumerateArray())
        {
            string[] words = [.. System.Text.RegularExpressions.Regex.Matches(command.GetString()!, "\"([^\"]*)\"|([^ ]+)").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value)];
            Assert.Equal("optaic", words[0]);
            // A path that is relative is meant from where the user stands.
            _ = words.Contains("path=prices.csv", StringComparer.Ordinal) ? _small.Succeed(words[1..]) : Here(words[1..]);
        }

        var instance = made.GetProperty("name").GetString() + "_1";
        Assert.Equal("ready", Here("instance", "show", instance, "--json").Json.GetProperty("status").GetString());
    }

    private CommandResult Here(params string[] args)
    {
        var result = _small.Optaic.RunHere(args);
        Assert.True(result.ExitCode == 0, $"optaic {string.Join(' ', args)}: {result}");
        return result;
    }
}
