using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Environments;

public sealed class VenvTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public VenvTests()
    {
        Wheel.Write(Wheels, "tiny", "1.0", "leaf");
        Wheel.Write(Wheels, "leaf", "2.1");
        Wheel.Write(_pack.Beside("elsewhere"), "extra", "3.0");
    }

    private string Wheels => Path.Combine(_pack.Path, "software", "wheels");

    public void Dispose()
    {
        foreach (var build in Directory.Exists(Cache) ? Directory.GetDirectories(Cache, "builds", SearchOption.AllDirectories) : [])
        {
            OptAIC.Engine.Files.ReadOnlyTree.Delete(build);
        }

        _pack.Dispose();
    }

    private string Cache => Path.Combine(_pack.Test.Root, "cache", "env");

    [PythonFact]
    public void Programs_import_what_pip_installed_and_what_they_install_themselves_is_the_instance_s_alone()
    {
        _pack.Write("software/requirements.txt", "tiny\n");
        _pack.Write("software/check.py", "import os, sys, tiny\nassert sys.prefix == os.environ['VIRTUAL_ENV'] == os.environ['OPTAIC_ENV_DIR']\nopen(os.path.join(sys.prefix, 'checked'), 'w').close()\n");
        _pack.Write("software/environment.yml", "engine: venv\nrequirements: [requirements.txt]\npip_arguments: [--no-index, --find-links, wheels]\npost_install: check.py\n");
        _pack.Write("workflow/go.py", $"""
            import leaf, os, subprocess, sys, tiny
            try:
                import extra
            except ImportError:
                extra = None
            with open(os.path.join(os.environ['OPTAIC_OUTPUT'], 'out'), 'w') as out:
                print(tiny.version, leaf.version, extra and extra.version, sys.prefix, file=out)
            subprocess.run(['pip', 'install', '--quiet', '--no-index', '--find-links', r'{_pack.Beside("elsewhere")}', 'extra'], check=True)
            """);
        var (one, two) = (_pack.Create(), _pack.Create());

        var (first, second, other) = (Run(one.Name), Run(one.Name), Run(two.Name));

        var prefix = first.Environment!.Path;
        Assert.Equal([$"1.0 2.1 None {prefix}\n", $"1.0 2.1 3.0 {prefix}\n", $"1.0 2.1 None {prefix}\n"], new[] { first, second, other }.Select(Said));
        Assert.Equal((first.Environment.PackagesHash, prefix), (other.Environment!.PackagesHash, other.Environment.Path));
        Assert.NotEqual(first.Environment.PackagesHash, second.Environment!.PackagesHash);
        Assert.Matches(@"^3\.", first.Environment.ToolVersions["python"]);
        Assert.True(File.Exists(Path.Combine(one.Path, "env", "overlay", "extra", "__init__.py")));
        var manifest = File.ReadAllText(Directory.GetFiles(Cache, "manifest.json", SearchOption.AllDirectories).Single());
        Assert.Contains("\"name\": \"leaf\"", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("extra", manifest, StringComparison.Ordinal);
    }

    [PythonFact]
    public void A_package_that_cannot_be_had_is_said_in_pip_s_words_and_a_python_that_is_not_there_before_anything_is_made()
    {
        _pack.Write("workflow/go.py", "");
        _pack.Write("software/environment.yml", "engine: venv\nrequirements: [no-such-package]\npip_arguments: [--no-index]\n");
        _pack.Prepare();
        var run = Run("pack");
        Assert.Equal((RunStatus.Failed, "environment_failed"), (run.Status, run.ErrorType));
        Assert.Contains("no-such-package", run.Error, StringComparison.Ordinal);
        Assert.Contains("environment.log", _pack.Test.With(w => File.ReadAllText(Directory.GetFiles(Path.Combine(_pack.Test.DirectoryOf("pack"), "metadata", "runs")).Single())), StringComparison.Ordinal);

        _pack.Write("software/environment.yml", "engine: venv\npython: python-of-nobody\n");
        Assert.Empty(DefinitionFacade.Validate(_pack.Path));
        foreach (var make in (Action[])[() => _pack.Create("x"), () => _pack.Prepare("x")])
        {
            Assert.Contains("python-of-nobody", Assert.Throws<OptAIC.Engine.Environments.EnvironmentToolMissingException>(make).Message, StringComparison.Ordinal);
        }

        Assert.Equal("pack", Assert.Single(_pack.Test.With(w => w.Instances.List())).Name);
    }

    private static string Said(OptRun run) => run.Status != RunStatus.Completed ? throw new Xunit.Sdk.XunitException($"{run.ErrorType}: {run.Error}") : File.ReadAllText(run.Artifacts.Single(a => Path.GetFileName(a.Path) == "out").Path);

    private OptRun Run(string name)
    {
        _pack.Test.Run(new FlowRunRequest { Targets = [new FlowTarget(name)], Force = true });
        return _pack.Test.With(w => w.Runs.Get(name));
    }
}
