using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Usage;

public sealed class HelpTests
{
    private static readonly string[] AllVerbs =
    [
        "quickstart", "init", "run", "doctor", "refresh", "lineage", "data read", "data fetch", "data verify",
        "definition register", "definition list", "definition show", "definition validate",
        "instance create", "instance list", "instance show", "instance latest", "instance stop", "instance remove", "instance rename", "instance copy", "instance export", "instance import",
        "instance prune", "instance adopt", "instance usage", "instance sync",
        "schedule list", "schedule next", "schedule explain", "schedule set", "schedule enable", "schedule disable", "schedule due", "schedule run",
        "flow list", "flow start", "flow attach", "flow stop", "flow status",
        "runs list", "runs show", "runs logs",
        "registry check", "registry repair",
        "schedule export", "schedule register", "schedule unregister",
    ];

    public static TheoryData<string> Verbs { get; } = [.. AllVerbs];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_help_with_an_example_that_can_be_parsed(string verb)
    {
        var help = new StringWriter();
        var words = verb.Split(' ');
        var command = CommandTree.For(words).Parse(words).CommandResult.Command;
        HelpText.Write(help, command);

        var example = help.ToString().Split("Example:\n  ", 2)[1].Split('\n')[0];
        Assert.Contains($"Usage: optaic {verb}", help.ToString(), StringComparison.Ordinal);
        Assert.Contains($"optaic {verb}", example, StringComparison.Ordinal);
        var line = example.TrimEnd(')')[(example.IndexOf("optaic ", StringComparison.Ordinal) + "optaic ".Length)..].Replace('\'', '"');
        Assert.Same(typeof(Verb), UsageCheck.Verb(CommandTree.For(line.Split(' ')).Parse(line)).GetType());
    }

    [Fact]
    public void The_help_of_the_program_lists_every_command_and_every_global_option()
    {
        using var root = new TemporaryRoot();

        var result = new Optaic(root.Path).Run("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        foreach (var word in AllVerbs.Select(v => v.Split(' ')[0]).Distinct())
        {
            Assert.Contains($"\n  {word} ", result.Output, StringComparison.Ordinal);
        }

        foreach (var option in new[] { "--root, --base-dir DIR", "--json", "--no-color", "-v, --verbose", "-h, -?, --help", "--version" })
        {
            Assert.Contains(option, result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_runner_is_not_listed()
    {
        using var root = new TemporaryRoot();

        Assert.DoesNotContain("runner", new Optaic(root.Path).Run("--help").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_given_whatever_else_is_wrong_with_the_line()
    {
        using var root = new TemporaryRoot();

        var result = new Optaic(root.Path).Run("instance", "show", "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Show an instance\n\nUsage: optaic instance show <name> [options]", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_one_line()
    {
        using var root = new TemporaryRoot();

        Assert.Matches(@"^optaic \d+\.\d+\.\d+\n$", new Optaic(root.Path).Run("--version").Output);
    }
}
