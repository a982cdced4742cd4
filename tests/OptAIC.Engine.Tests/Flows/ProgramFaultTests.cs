using System.Diagnostics;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Secrets;
using OptAIC.Engine.Tests.Files;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Flows;

public sealed class ProgramFaultTests : IDisposable
{
    private readonly CommandWorkspace _commands = new();

    public void Dispose() => _commands.Dispose();

    [ShellFact]
    public void A_failed_program_is_quoted_with_its_last_words_and_publishes_nothing()
    {
        _commands.Create("echo whole > \"$OPTAIC_OUTPUT/a\"; if [ -e fail ]; then echo half > \"$OPTAIC_OUTPUT/a\"; echo 'Traceback (most recent call last):' >&2; echo 'ValueError: bad price' >&2; exit 3; fi");
        Assert.Equal(RunStatus.Completed, _commands.Run().Status);
        File.WriteAllText(Path.Combine(_commands.Test.DirectoryOf("c"), "workflow", "fail"), "");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Failed, "command_failed", 3), (run.Status, run.ErrorType, run.ExitCode));
        Assert.Equal("c: /bin/sh ended with exit code 3; it said: Traceback (most recent call last): | ValueError: bad price", run.Error);
        Assert.Equal("whole\n", _commands.Published("a"));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_commands.Test.DirectoryOf("c"), "data"), ".staging*"));
    }

    [ShellFact]
    public void A_program_that_kills_itself_half_way_publishes_nothing()
    {
        _commands.Create("printf 'date,entity,close\\n2024-01-02,A,1\\n' > \"$OPTAIC_OUTPUT/p.csv\"; echo x > \"$OPTAIC_ARTIFACTS/x\"; kill -9 $$", kind: "PipelineDef");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Failed, 137), (run.Status, run.ExitCode));
        Assert.Contains("SIGKILL", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_commands.Test.DirectoryOf("c"), "artifacts")));
        Assert.False(File.Exists(Path.Combine(_commands.Test.DirectoryOf("c"), "data", "current")));
    }

    [ShellFact]
    public void A_timeout_ends_the_program_and_everything_that_it_started()
    {
        _commands.Create("echo begun; sleep 300 & echo $! > \"$OPTAIC_RUN_DIR/child\"; sleep 300");

        var run = _commands.Run(timeout: TimeSpan.FromSeconds(2));

        Assert.Equal((RunStatus.Failed, "timeout"), (run.Status, run.ErrorType));
        Assert.Equal("begun\n", _commands.Log(run));
        var child = int.Parse(File.ReadAllText(Path.Combine(_commands.Test.DirectoryOf("c"), "child")), System.Globalization.CultureInfo.InvariantCulture);
        Assert.False(IsAlive(child));
    }

    [ShellFact]
    public void Output_that_is_no_text_is_kept_as_it_is()
    {
        _commands.Create("printf '\\377\\376\\000\\001 bytes\\n'; echo 'optaic::metric name=after value=1'; printf 'optaic::metric name=\\377 value=1\\n'");

        var run = _commands.Run();

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal([0xFF, 0xFE, 0x00, 0x01], File.ReadAllBytes(Path.Combine(run.LogPath!, "stdout"))[..4]);
        Assert.Equal(1, run.Metrics["after"]);
    }

    [ShellFact]
    public void A_log_ends_at_its_size_and_the_program_is_read_to_its_end()
    {
        _commands.Create("yes | head -c 150000000; echo 'optaic::metric name=after value=1'; yes error | head -c 70000000 >&2; echo last words >&2; exit 2");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Failed, 2), (run.Status, run.ExitCode));
        Assert.EndsWith("last words", run.Error, StringComparison.Ordinal);
        foreach (var log in (string[])["stdout", "stderr"])
        {
            Assert.InRange(new FileInfo(Path.Combine(run.LogPath!, log)).Length, ProgramLog.MostBytes / 2, ProgramLog.MostBytes + 1000);
        }

        Assert.Contains("optaic: the log ends here, at 64 MiB", File.ReadLines(Path.Combine(run.LogPath!, "stdout")).Last(l => l.Length > 1), StringComparison.Ordinal);
    }

    [ShellFact]
    public void A_program_that_closes_its_output_early_runs_on()
    {
        _commands.Create("echo before; exec 1>&- 2>&-; echo after > \"$OPTAIC_OUTPUT/a\"");

        var run = _commands.Run();

        Assert.Equal((RunStatus.Completed, "before\n", "after\n"), (run.Status, _commands.Log(run), _commands.Published("a")));
    }

    [ShellFact]
    public void Children_that_hold_the_pipe_do_not_hold_the_run()
    {
        _commands.Create("sleep 300 & echo done > \"$OPTAIC_OUTPUT/a\"");
        var clock = Stopwatch.StartNew();

        Assert.Equal(RunStatus.Completed, _commands.Run().Status);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
    }

    [ShellFact]
    public void A_daemon_that_keeps_the_pipe_is_left_alone_and_said_so()
    {
        if (!File.Exists("/usr/bin/setsid"))
        {
            return;
        }

        _commands.Create("setsid sh -c 'echo $$ > daemon; exec sleep 40' & while [ ! -s daemon ]; do sleep 0.05; done; cp daemon \"$OPTAIC_OUTPUT/pid\"");

        var run = _commands.Run();

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Contains("still holds its output", _commands.Record().GetProperty("issues").ToString(), StringComparison.Ordinal);
        using var daemon = Process.GetProcessById(int.Parse(_commands.Published("pid")!, System.Globalization.CultureInfo.InvariantCulture));
        daemon.Kill();
    }

    [ShellFact]
    public void A_link_in_the_output_is_refused()
    {
        _commands.Create("ln -s /etc/hostname \"$OPTAIC_OUTPUT/a\"");

        Assert.Equal("link_in_output", _commands.Run().ErrorType);
    }

    [ShellFact]
    public void A_named_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for()
    {
        string[] scripts = ["mkfifo \"$OPTAIC_OUTPUT/a\"", "mkfifo \"$OPTAIC_OUTPUT/metrics.json\"", "mkfifo \"$OPTAIC_REPORT\"", "rm -f a; mkfifo a; echo optaic::artifact path=a"];
        for (var i = 0; i < scripts.Length; i++)
        {
            _commands.Create(scripts[i], name: $"c{i}");

            var run = _commands.Run($"c{i}");

            Assert.Equal(RunStatus.Failed, run.Status);
            Assert.Contains("a pipe or device", run.Error, StringComparison.Ordinal);
        }
    }

    [ShellFact]
    public void What_a_dead_run_left_is_cleared_by_the_next()
    {
        _commands.Create("ls -A \"$OPTAIC_RUN_DIR/data\" > \"$OPTAIC_OUTPUT/data\"; ls \"$OPTAIC_RUN_DIR/workflow/.optaic/run\" > \"$OPTAIC_OUTPUT/own\"");
        var directory = _commands.Test.DirectoryOf("c");
        Directory.CreateDirectory(Path.Combine(directory, "data", ".staging-run-0", "sub"));
        Directory.CreateDirectory(Path.Combine(directory, "data", ".staging-run-0-artifacts"));
        Directory.CreateDirectory(Path.Combine(directory, "data", ".staging-training-0"));
        Directory.CreateDirectory(Path.Combine(directory, "workflow", ".optaic", "run", "inputs"));
        File.WriteAllText(Path.Combine(directory, "workflow", ".optaic", "run", "report"), "optaic::metric name=old value=1\n");

        var run = _commands.Run();

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Empty(run.Metrics);
        Assert.Equal([$".staging-run-{run.Id:D}", ".staging-training-0"], _commands.Published("data")!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(directory, "workflow", ".optaic", "run")));
    }

    [Fact]
    public void A_log_that_cannot_be_written_does_not_stop_the_reading()
    {
        using var folder = new TemporaryFolder();
        using var log = new ProgramLog(Path.Combine(folder.Path, "missing", "stdout"), SecretRedactor.None, null);

        log.Read(new MemoryStream([.. Enumerable.Repeat("line\n"u8.ToArray(), 100_000).SelectMany(l => l)]));

        Assert.NotNull(log.Failure);
        Assert.Equal(["line", "line"], log.LastLines(2));
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            // One that nobody has reaped yet has ended.
            return !found.HasExited && !(File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is ArgumentException or IOException)
        {
            return false;
        }
    }
}
