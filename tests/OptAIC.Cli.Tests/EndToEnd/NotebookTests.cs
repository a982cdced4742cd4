using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

/// <summary>Notebooks that are run to their end by Jupyter.</summary>
public sealed class NotebookTests
{
    private const string Jupyter = "jupyter-nbconvert";

    [ProgramFact(Jupyter)]
    public void A_cell_that_raises_fails_the_run_with_its_error_and_the_notebook_is_kept_as_far_as_it_ran()
    {
        using var pack = new NotebookPack("import os\nprint('in', os.getcwd())\nopen(os.environ['OPTAIC_OUTPUT'] + '/half', 'w')", "raise ValueError('boom')", "print('never')");

        var failed = pack.Optaic.Run("run", "--backpack", pack.Path, "--json");

        Assert.Equal(1, failed.ExitCode);
        var run = pack.Optaic.Json("runs", "show", "pack");
        Assert.Equal("pack: cell 2 of pack.ipynb raised ValueError: boom", run.GetProperty("error").GetString());
        Assert.Equal(1, run.GetProperty("exit_code").GetInt32());
        var logs = run.GetProperty("log_path").GetString()!;
        var directory = Path.GetFullPath(Path.Combine(logs, "..", ".."));
        var said = $"in {Path.Combine(directory, "workflow")}";
        Assert.Equal(said, File.ReadAllLines(Path.Combine(logs, "stdout"))[0]);
        var kept = File.ReadAllText(Path.Combine(logs, "pack.ipynb"));
        Assert.Contains(said, kept, StringComparison.Ordinal);
        Assert.Contains("boom", kept, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(directory, "data", "current")));
        Assert.False(Directory.Exists(Path.Combine(directory, "workflow", ".optaic", "run")));
    }

    [ProgramFact(Jupyter)]
    public void What_cells_print_and_write_reaches_the_run()
    {
        using var pack = new NotebookPack(
            "import json, os\nprint('optaic::metric name=printed value=1')\njson.dump({'filed': 2}, open(os.environ['OPTAIC_OUTPUT'] + '/metrics.json', 'w'))",
            "print('optaic::metric name=reported value=3', file=open(os.environ['OPTAIC_REPORT'], 'a'))\nopen(os.environ['OPTAIC_OUTPUT'] + '/out', 'w').write('made')");

        var result = pack.Optaic.Run("run", "--backpack", pack.Path);

        Assert.True(result.ExitCode == 0, result.ToString());
        var run = pack.Optaic.Json("runs", "show", "pack");
        Assert.Equal(["filed 2", "printed 1", "reported 3"], run.GetProperty("metrics").EnumerateObject().Select(m => $"{m.Name} {m.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["out", "pack.ipynb"], run.GetProperty("artifacts").EnumerateArray().Select(a => Path.GetFileName(a.GetProperty("path").GetString()!)));
    }

    [ProgramTheory(Jupyter)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Neither_a_stop_nor_a_kill_leaves_a_kernel(bool killed)
    {
        using var pack = new NotebookPack("import os, signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen('../../../kernel', 'w').write(str(os.getpid()))\nwhile True:\n    time.sleep(0.05)");
        var started = pack.Optaic.RunAsync("run", "--backpack", pack.Path);
        var kernel = pack.ProcessOf("kernel");
        Assert.True(UnixSignal.IsAlive(kernel));
        if (killed)
        {
            UnixSignal.Send(pack.Optaic.Json("runs", "show", "pack").GetProperty("process_id").GetInt32(), UnixSignal.Kill);
            Assert.Equal(1, (await started).ExitCode);
        }

        Assert.Equal(0, pack.Optaic.Run("instance", "stop", "pack").ExitCode);

        await started;
        Assert.False(UnixSignal.IsAlive(kernel));
        Assert.Equal(killed ? "lost" : null, pack.Optaic.Json("runs", "show", "pack").GetProperty("error_type").GetString());
    }

    [ProgramFact("/bin/sh")]
    public void Without_Jupyter_or_without_nbconvert_it_is_said_what_to_install_before_anything_is_fetched()
    {
        using var pack = new NotebookPack("1");
        Directory.CreateDirectory(Path.Combine(pack.Path, "data"));
        File.WriteAllText(Path.Combine(pack.Path, "data", "data.yml"), "items: [{ target: a, source: 'http://127.0.0.1:9/a', retries: 0 }]");
        Directory.CreateDirectory(pack.Beside("bin"));
        var bare = new Optaic(pack.Optaic.Root) { Variables = { ["PATH"] = pack.Beside("bin") } };

        var without = bare.Run("run", "--backpack", pack.Path);
        pack.Program("bin/jupyter", "exit 0");
        var half = bare.Run("run", "pack");

        Assert.Equal((1, 1), (without.ExitCode, half.ExitCode));
        Assert.Contains("there is no 'jupyter' in the PATH", without.Error, StringComparison.Ordinal);
        Assert.Contains("there is no 'jupyter-nbconvert' in the PATH", half.Error, StringComparison.Ordinal);
        var record = pack.Optaic.Run("runs", "show", "pack", "--record").Json.GetProperty("error");
        Assert.Equal("jupyter_missing", record.GetProperty("type").GetString());
        Assert.Contains("apt install jupyter-nbconvert", record.GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Contains("pip install nbconvert ipykernel", record.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [ProgramFact(Jupyter)]
    public void Without_its_kernel_it_is_said_what_to_install()
    {
        using var pack = NotebookPack.WithKernel("nowhere");

        Assert.Equal(1, pack.Optaic.Run("run", "--backpack", pack.Path).ExitCode);

        var error = pack.Optaic.Run("runs", "show", "pack", "--record").Json.GetProperty("error");
        Assert.Equal("jupyter_missing", error.GetProperty("type").GetString());
        Assert.Contains("No such kernel named nowhere", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("pip install ipykernel", error.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }
}
