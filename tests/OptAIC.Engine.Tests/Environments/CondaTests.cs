using OptAIC.Engine.Environments;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Environments;

/// <summary>Conda itself is not to be had here: a script stands in that takes the same arguments and leaves the same files.</summary>
[Collection(nameof(OwnPath))]
public sealed class CondaTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public CondaTests()
    {
        _pack.Write("workflow/go.sh", "where > \"$OPTAIC_OUTPUT/out\"; echo \"$CONDA_PREFIX $COLOUR\" >> \"$OPTAIC_OUTPUT/out\"");
        _pack.Write("software/environment.yml", "name: x\nchannels: [conda-forge]\ndependencies:\n- python=3.11\n- pip:\n  - tiny\nprefix: /elsewhere\nvariables: { COLOUR: red }\npost_install_script: after.sh\n");
        _pack.Write("software/after.sh", "touch \"$CONDA_PREFIX/after\"");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        foreach (var build in Directory.Exists(Cache) ? Directory.GetDirectories(Cache, "builds", SearchOption.AllDirectories) : [])
        {
            OptAIC.Engine.Files.ReadOnlyTree.Delete(build);
        }

        _pack.Dispose();
    }

    private string Cache => Path.Combine(_pack.Test.Root, "cache", "env");

    [ShellFact]
    public void A_notebook_is_run_by_the_Jupyter_of_its_environment_or_not_at_all()
    {
        File.Delete(Path.Combine(_pack.Path, "workflow", "go.sh"));
        _pack.Write("workflow/go.ipynb", "{}");
        foreach (var program in new[] { "conda", "jupyter", "jupyter-nbconvert", "jupyter-lab" })
        {
            StandIn.Write(_pack.Beside("bin"), program);
        }

        Environment.SetEnvironmentVariable("PATH", $"{_pack.Beside("bin")}:{_path}");

        var run = _pack.Run();

        Assert.Equal((RunStatus.Failed, "jupyter_missing"), (run.Status, run.ErrorType));
        Assert.Equal("pack: its entry is a notebook, and there is no 'jupyter' in its environment", run.Error);
    }

    [ShellFact]
    public void Conda_is_given_what_is_its_own_and_programs_run_in_what_it_made()
    {
        Assert.Empty(DefinitionFacade.Validate(_pack.Path));
        StandIn.Write(_pack.Beside("bin"), "conda");
        Environment.SetEnvironmentVariable("PATH", $"{_pack.Beside("bin")}:{_path}");

        var run = _pack.Run();

        Assert.True(run.Status == RunStatus.Completed, run.Error);
        var (made, said) = (run.Environment!, File.ReadAllLines(run.Artifacts.Single(a => Path.GetFileName(a.Path) == "out").Path));
        Assert.Equal(["in the environment", $"{made.Path} red"], said);
        Assert.Equal(("conda", "24.1.2"), (made.Engine, made.ToolVersions["conda"]));
        Assert.True(File.Exists(Path.Combine(made.Path, "after")));
        using var given = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(made.Path, "given.yml")));
        Assert.Equal(["channels", "dependencies"], given.RootElement.EnumerateObject().Select(p => p.Name));
        var manifest = File.ReadAllText(Directory.GetFiles(Cache, "manifest.json", SearchOption.AllDirectories).Single());
        Assert.All((string[])["\"3.11.4\"", "\"tiny\"", "\"by\": \"pip\""], w => Assert.Contains(w, manifest, StringComparison.Ordinal));
        // An option that conda of this age does not have would have ended it.
        Assert.Contains("env create --prefix", File.ReadAllText(Path.Combine(run.LogPath, "environment.log")), StringComparison.Ordinal);
    }

    [ShellFact]
    public void Without_conda_it_is_refused_before_anything_is_made_and_what_to_install_is_said()
    {
        Environment.SetEnvironmentVariable("PATH", _pack.Beside("bin"));
        var refused = Assert.Throws<EnvironmentToolMissingException>(() => _pack.Create());
        Assert.Contains("no conda, mamba or micromamba in the PATH", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Miniforge", refused.Hint, StringComparison.Ordinal);
        Assert.Throws<EnvironmentToolMissingException>(() => _pack.Prepare());
        Assert.Empty(_pack.Test.With(w => w.Instances.List()));
    }

    [ShellFact]
    public void Micromamba_does_as_well()
    {
        StandIn.Write(_pack.Beside("bin"), "micromamba");
        Environment.SetEnvironmentVariable("PATH", $"{_pack.Beside("bin")}:{_path}");
        var run = _pack.Run();
        Assert.True(run.Status == RunStatus.Completed, run.Error);
        Assert.Equal("1.5.8", run.Environment!.ToolVersions["micromamba"]);
        Assert.Contains("create --yes --prefix", File.ReadAllText(Path.Combine(run.LogPath, "environment.log")), StringComparison.Ordinal);
    }
}
