using OptAIC.Engine.Environments;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Backpacks;

namespace OptAIC.Engine.Tests.Environments;

public sealed class EnvironmentSpecTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public EnvironmentSpecTests()
    {
        _pack.Write("workflow/go.sh", "true");
        _pack.Write("software/setup.sh", "true");
        _pack.Write("software/notes.md", "none");
        _pack.Write("software/requirements.txt", "tiny");
        _pack.Write("software/pkg/pyproject.toml", "");
    }

    public void Dispose() => _pack.Dispose();

    [Theory]
    [InlineData("engine: none")]
    [InlineData("engine: none\nvariables: { OMP_NUM_THREADS: 4 }")]
    [InlineData("engine: venv")]
    [InlineData("engine: venv\npython: /usr/bin/python3.11\nscope: instance\nrequirements: ['tiny>=1,<2; python_version > \"3\"', requirements.txt, -r requirements.txt, ./pkg, 'x @ https://example.org/x.whl']\npip_arguments: [--no-index]\npost_install: setup.sh")]
    [InlineData("name: x\nchannels: [conda-forge]\ndependencies: [python=3.11, 'conda-forge::numpy >=1', { pip: [tiny, -r requirements.txt] }]\nprefix: /x\nvariables: { A: b }\npost_install_script: setup.sh")]
    [InlineData("engine: conda\ndependencies: [python]")]
    [InlineData("engine: command\ncommand: [/bin/sh, setup.sh, '${env.dir}']")]
    public void Is_right(string text) => Assert.Empty(Check(text));

    [Theory]
    [InlineData("engine: venv\nrequirments: [a]", "unknown_key", 2, "did you mean 'requirements'?")]
    [InlineData("engine: vnv", "not_allowed", 1, "venv")]
    [InlineData("engine: venv\ndependencies: [a]", "wrong_engine", 2, "'dependencies' belongs to 'engine: conda', and this environment's is venv")]
    [InlineData("dependencies: [a]\nrequirements: [b]", "wrong_engine", 2, "a file that names no engine is conda's own")]
    [InlineData("requirements: [b]", "no_engine", 1, "'engine: venv'")]
    [InlineData("engine: none\ndependencies: [a]", "not_used", 2, "the engine is none")]
    [InlineData("engine: command", "missing_key", 1, "needs 'command'")]
    [InlineData("engine: command\ncommand: [x, '${env.dri}']", "unknown_template", 2, "${env.dri}")]
    [InlineData("engine: venv\nrequirements:\n- a\n- ./gone.whl", "missing_file", 4, "there is no 'gone.whl' in software/")]
    [InlineData("engine: venv\nrequirements: [../x.whl]", "outside_folder", 2, "leads out")]
    [InlineData("engine: venv\nrequirements: [-e ./pkg]", "pip_option", 2, "editable")]
    [InlineData("engine: venv\nrequirements: [--pre]", "pip_option", 2, "pip_arguments")]
    [InlineData("dependencies: [{ pip: [-r gone.txt] }]", "missing_file", 1, "gone.txt")]
    [InlineData("engine: venv\npost_install: gone.sh", "missing_file", 2, "gone.sh")]
    [InlineData("engine: venv\npost_install: notes.md", "no_program", 2, "notes.md")]
    [InlineData("engine: venv\npost_install: setup.sh\npost_install_script: setup.sh", "duplicate_key", 3, "keep one")]
    [InlineData("engine: venv\nvariables: { 'a b': c }", "illegal_name", 2, "a b")]
    [InlineData("engine: venv\nvariables: { OPTAIC_RUN_ID: c }", "reserved_name", 2, "OPTAIC_RUN_ID")]
    public void Is_wrong(string text, string code, int line, string says)
    {
        var issue = Assert.Single(Check(text));
        Assert.Equal((code, line), (issue.Code, issue.Line));
        Assert.Contains(says, $"{issue.Message} {issue.Expected}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tiny", "2.0", "tiny==2.0")]
    [InlineData("Tiny_x[a,b]>=1, <3; python_version > '3'", "2.0", "Tiny_x[a,b]==2.0 ; python_version > '3'")]
    [InlineData("tiny==1.0", "2.0", "tiny==2.0")]
    [InlineData("tiny @ https://example.org/tiny.whl", "2.0", null)]
    [InlineData("./tiny.whl", "2.0", null)]
    public void A_requirement_is_held_to_a_version(string requirement, string version, string? pinned) => Assert.Equal(pinned, new PipRequirement(requirement).Pinned(version));

    [Fact]
    public void The_key_depends_on_what_shapes_an_environment_and_on_nothing_else()
    {
        var (folder, tool) = (Path.Combine(_pack.Path, "software"), new EnvironmentTool("python", "/usr/bin/python3", "3.11.2"));
        var spec = new EnvironmentSpec { Engine = EnvironmentEngine.Venv, Requirements = [new("tiny")] };
        var key = Key(spec, tool);

        Assert.Equal(key, Key(spec with { IsPerInstance = true }, tool));
        Assert.All(
            [spec with { Requirements = [new("tiny==1")] }, spec with { PipArguments = ["--pre"] }, spec with { PostInstall = "setup.sh" }, spec with { Variables = new Dictionary<string, string> { ["A"] = "b" } }, spec with { UsesFiles = true }],
            other => Assert.NotEqual(key, Key(other, tool)));
        Assert.All([tool with { Version = "3.11.3" }, tool with { Path = "/opt/python3" }], other => Assert.NotEqual(key, Key(spec, other)));

        _pack.Write("software/other.txt", "of nobody's");
        _pack.Write("software/environment.yml.1", "as it was");
        Assert.Equal(key, Key(spec, tool));
        var all = Key(spec with { UsesFiles = true }, tool);
        _pack.Write("software/environment.yml.1", "as it was before");
        Assert.Equal(all, Key(spec with { UsesFiles = true }, tool));
        _pack.Write("software/other.txt", "changed");
        Assert.NotEqual(all, Key(spec with { UsesFiles = true }, tool));

        string Key(EnvironmentSpec asked, EnvironmentTool made) => EnvironmentKey.Of(asked, made, folder, CancellationToken.None);
    }

    [Fact]
    public void Users_and_passwords_in_addresses_are_kept_from_logs() => Assert.Equal(
        ["ana:s3cret", "s3cret", "token"],
        EnvironmentVariables.Secrets(new Dictionary<string, string> { ["PIP_INDEX_URL"] = "https://ana:s3cret@example.org/simple", ["PIP_EXTRA_INDEX_URL"] = "https://example.org/ https://token@example.org/", ["PATH"] = "/usr/bin:/bin" }));

    private IReadOnlyList<OptIssue> Check(string text)
    {
        _pack.Write("software/environment.yml", text + "\n");
        return DefinitionFacade.Validate(_pack.Path);
    }
}
