using OptAIC.Engine.Documents;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Environments.Updates;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Yaml;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Environments;

public sealed class EnvironmentUpdateTests : IDisposable
{
    private const string Before = """
        # What it needs.
        engine: venv            # Python's own
        pip_arguments: [--no-index, --find-links, wheels]
        requirements:
          # the main thing
          - tiny>=1   # not the old one
          - ./wheels/extra-3.0-py3-none-any.whl
        variables: { A: "b" }

        """;

    private readonly BackpackWorkspace _pack = new();

    public void Dispose()
    {
        if (Directory.Exists(Path.Combine(_pack.Test.Root, "cache")))
        {
            OptAIC.Engine.Files.ReadOnlyTree.Delete(Path.Combine(_pack.Test.Root, "cache"));
        }

        _pack.Dispose();
    }

    [PythonFact]
    public void What_is_really_installed_is_written_line_by_line_and_what_was_there_is_kept_under_a_number()
    {
        var wheels = Path.Combine(_pack.Path, "software", "wheels");
        Wheel.Write(wheels, "tiny", "1.0", "leaf");
        Wheel.Write(wheels, "leaf", "2.1");
        Wheel.Write(wheels, "extra", "3.0");
        Wheel.Write(_pack.Beside("elsewhere"), "own", "4.0");
        var local = Wheel.Write(_pack.Beside("elsewhere"), "loose", "5.0");
        var file = _pack.Write("software/environment.yml", Before);
        _pack.Write("workflow/go.py", $"import subprocess\nsubprocess.run(['pip', 'install', '--no-index', '--find-links', r'{_pack.Beside("elsewhere")}', 'own', r'{local}'], check=True)\n");
        _pack.Create("older");
        var run = _pack.Run();
        Assert.True(run.Status == RunStatus.Completed, run.Error);

        var preview = Update(whatIf: true);

        Assert.Equal(
            ["pinned tiny>=1 → tiny==1.0", "added leaf → leaf==2.1", "left_out loose: it was installed from a file or a folder; put that into software/ and list its path", "added own → own==4.0"],
            preview.Select(c => c.ToString()).Order(Comparer<string>.Create((a, b) => Order(a).CompareTo(Order(b)))));
        Assert.All(preview, c => Assert.Equal(("pack", null), (c.Instance, c.Kept)));
        Assert.Equal(Text(Before), File.ReadAllText(file));

        Assert.Equal("tiny", Assert.Single(Update(versionsOnly: true)).Name);
        Assert.Equal((Text(Before).Replace("tiny>=1 ", "tiny==1.0 ", StringComparison.Ordinal), Text(Before)), (File.ReadAllText(file), File.ReadAllText(file + ".1")));

        var written = Update();
        Assert.All(written, c => Assert.Equal(file + ".2", c.Kept));
        Assert.Equal(Text(Before).Replace("tiny>=1 ", "tiny==1.0 ", StringComparison.Ordinal).Replace("none-any.whl\n", "none-any.whl\n  - leaf==2.1\n  - own==4.0\n", StringComparison.Ordinal), File.ReadAllText(file));
        Assert.Equal("loose", Assert.Single(Update()).Name);
        Assert.False(File.Exists(file + ".3"));

        // The older one has not installed anything itself.
        Assert.Empty(Update(instance: "older"));
    }

    [Theory]
    [InlineData("engine: none\n", "engine is none")]
    [InlineData("engine: command\ncommand: [/bin/sh, -c, 'touch ${env.dir}/x']\n", "only that knows")]
    public void An_environment_that_nobody_can_list_is_refused(string spec, string why)
    {
        _pack.Write("workflow/go.sh", "true");
        _pack.Write("software/environment.yml", spec);
        _pack.Prepare();
        Assert.Contains(why, Assert.Throws<NoEnvironmentException>(() => Update()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_a_folder_that_no_instance_was_made_of_and_one_whose_environment_is_not_prepared()
    {
        _pack.Write("workflow/go.sh", "true");
        Assert.Contains("has no software/environment.yml", Assert.Throws<EnvironmentUpdateException>(() => Update()).Message, StringComparison.Ordinal);
        _pack.Write("software/environment.yml", "engine: venv\n");
        Assert.Contains("no instance was made of", Assert.Throws<EnvironmentUpdateException>(() => Update()).Message, StringComparison.Ordinal);
        _pack.Prepare();
        Assert.Contains("none is prepared", Assert.Throws<NoEnvironmentException>(() => Update()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dependencies:\n- python=3.11 # it\n- conda-forge::numpy >=1\n- pip:\n  - tiny\n", "dependencies:\n- python=3.11.4 # it\n- conda-forge::numpy=1.26.0\n- openssl=3.1\n- pip:\n  - tiny==1.0\n  - own==4.0\n")]
    [InlineData("dependencies: [ python, numpy=1.26.0=py_0 ]\n", "dependencies: [ python=3.11.4, numpy=1.26.0=py_0, openssl=3.1, { pip: [tiny==1.0, own==4.0] } ]\n")]
    [InlineData("dependencies: ['python', \"numpy\", { pip: ['tiny'] }] # all\n", "dependencies: ['python=3.11.4', \"numpy=1.26.0\", openssl=3.1, { pip: ['tiny==1.0', own==4.0] }] # all\n")]
    [InlineData("dependencies:\r\n  - python\r\n  - numpy\r\n", "dependencies:\r\n  - python=3.11.4\r\n  - numpy=1.26.0\r\n  - openssl=3.1\r\n  - pip:\r\n    - tiny==1.0\r\n    - own==4.0\r\n")]
    [InlineData("dependencies:\n  - pip:\n      - tiny", "dependencies:\n  - python=3.11.4\n  - numpy=1.26.0\n  - openssl=3.1\n  - pip:\n      - tiny==1.0\n      - own==4.0")]
    public void Lists_of_conda_are_changed_however_they_are_written(string before, string after)
    {
        InstalledPackage[] installed = [new("python", "3.11.4"), new("numpy", "1.26.0"), new("openssl", "3.1")];
        InstalledPackage[] pip = [new("tiny", "1.0"), new("own", "4.0")];
        var document = (DocumentMapping)DocumentReader.Read(before, "environment.yml");
        var list = (DocumentSequence)document["dependencies"]!;
        var text = new SpecificationText(before, "environment.yml");
        var conda = new ListedPackages(list, installed, versionsOnly: false, Change).OfConda(text);
        var own = list.Items.OfType<DocumentMapping>().Select(m => m["pip"]).OfType<DocumentSequence>().FirstOrDefault();
        var pips = new ListedPackages(own, pip, versionsOnly: false, Change).OfPip(text);
        text.Append(list, conda.Added);
        if (own is null)
        {
            text.AppendMapping(list, "pip", pips.Added);
        }
        else
        {
            text.Append(own, pips.Added);
        }

        Assert.Equal(after, text.Apply());
    }

    [Theory]
    [InlineData("requirements:\n- >-\n  tiny\n")]
    [InlineData("requirements:\n- &a tiny\n")]
    public void What_cannot_be_changed_in_its_place_is_refused(string text)
    {
        var list = (DocumentSequence)((DocumentMapping)DocumentReader.Read(text, "environment.yml"))["requirements"]!;
        Assert.Throws<EnvironmentUpdateException>(() => new ListedPackages(list, [new("tiny", "1.0")], versionsOnly: true, Change).OfPip(new SpecificationText(text, "environment.yml")));
    }

    [Fact]
    public void Requirements_come_to_the_end_where_there_were_none()
    {
        const string Bare = "engine: venv # alone";
        var text = new SpecificationText(Bare, "environment.yml");
        text.AppendKey((DocumentMapping)DocumentReader.Read(Bare, "environment.yml"), "requirements", ["tiny==1.0", "a[b]==1"]);
        Assert.Equal("engine: venv # alone\nrequirements:\n  - tiny==1.0\n  - 'a[b]==1'\n", text.Apply());
    }

    private static int Order(string change) => change.StartsWith("pinned", StringComparison.Ordinal) ? 0 : change.Contains("leaf", StringComparison.Ordinal) ? 1 : change.StartsWith("left", StringComparison.Ordinal) ? 2 : 3;

    private static string Text(string text) => text.ReplaceLineEndings("\n");

    private static OptPackageChange Change(string name, string? before, string? after, string kind, string? reason) =>
        new() { Instance = "x", Name = name, Before = before, After = after, Kind = kind, Reason = reason, File = "environment.yml" };

    private IReadOnlyList<OptPackageChange> Update(string? instance = null, bool versionsOnly = false, bool whatIf = false) =>
        _pack.Test.With(w => w.Upkeep.UpdateEnvironmentAsync(_pack.Path, instance, versionsOnly, whatIf).GetAwaiter().GetResult());
}
