using System.Diagnostics;
using System.Globalization;
using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Tests.Files;
using OptAIC.Errors;

namespace OptAIC.Engine.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Exit_codes_and_signals_are_told_apart()
    {
        Assert.Equal(ExitStatus.Exited(0), await ExitOf("exit 0"));
        Assert.Equal(ExitStatus.Exited(255), await ExitOf("exit 255"));
        Assert.Equal(ExitStatus.Killed(9), await ExitOf("kill -9 $$"));
        Assert.Equal(ExitStatus.Killed(15), await ExitOf("kill -15 $$"));
    }

    [Fact]
    public void A_status_has_words_and_a_number_as_in_shells()
    {
        Assert.Equal(("exit code 3", 3), (ExitStatus.Exited(3).ToString(), ExitStatus.Exited(3).ShellCode));
        Assert.Equal(("killed by SIGKILL", 137), (ExitStatus.Killed(9).ToString(), ExitStatus.Killed(9).ShellCode));
        Assert.Equal(("unknown exit status", -1), (ExitStatus.Unknown.ToString(), ExitStatus.Unknown.ShellCode));
        Assert.False(ExitStatus.Unknown.IsSuccess);
    }

    [UnixFact]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["", "a b", "$HOME", "*", "'\"\\", "--", "ä漢", "line\nfeed", "`id`"];
        var (_, output) = await TestHost.RunAsync(TestHost.Spec("printf", ["%s|", .. arguments]));
        Assert.Equal(string.Concat(arguments.Select(argument => argument + "|")), output);
    }

    [UnixFact]
    public async Task The_environment_is_what_was_given_and_nothing_else()
    {
        var spec = TestHost.Spec("/usr/bin/env") with { Environment = new Dictionary<string, string> { ["A"] = "1 2", ["B"] = "", ["C"] = "x=y\nz" } };
        var (_, output) = await TestHost.RunAsync(spec);
        Assert.Equal("A=1 2\nB=\nC=x=y\nz\n", output);
    }

    [UnixFact]
    public async Task It_runs_in_its_working_directory()
    {
        var (_, output) = await TestHost.RunAsync(TestHost.Spec("pwd") with { WorkingDirectory = _folder.Path });
        Assert.Equal(_folder.Path, output.Trim());
    }

    [LinuxFact]
    public async Task It_leads_a_session_and_a_group_of_its_own_with_signals_at_their_defaults()
    {
        var (_, stat) = await TestHost.RunAsync(TestHost.Spec("cat", "/proc/self/stat"));
        var facts = LinuxProcess.Parse(Encoding.ASCII.GetBytes(stat))!.Value;
        Assert.Equal((facts.Pid, facts.Pid), (facts.Group, facts.Session));

        var (_, signals) = await TestHost.RunAsync(TestHost.Spec("grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"));
        const ulong keptByGlibc = 0x180000000;
        var sets = signals.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ulong.Parse(line.Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal([0UL, 0UL], sets.Select(set => set & ~keptByGlibc));
    }

    [LinuxFact]
    public async Task It_inherits_no_other_file()
    {
        // The last one is the folder that ls reads.
        using var sibling = TestHost.Shell("sleep 60");
        var (_, output) = await TestHost.RunAsync(TestHost.Spec("ls", "/proc/self/fd"));
        Assert.Equal("0\n1\n2\n3\n", output);
    }

    [UnixFact]
    public async Task A_request_is_written_to_its_input_and_the_end_of_file_follows()
    {
        using var child = ChildProcess.Start(TestHost.Spec("cat"));
        await child.Input!.WriteAsync("request"u8.ToArray());
        await child.Input.DisposeAsync();
        Assert.Equal("request", await new StreamReader(child.Output!).ReadToEndAsync());
        Assert.True((await child.Exit).IsSuccess);
    }

    [UnixFact]
    public async Task Without_an_input_it_reads_nothing()
    {
        var (status, output) = await TestHost.RunAsync(TestHost.Spec("cat") with { Input = ChildInput.None });
        Assert.Equal((ExitStatus.Exited(0), ""), (status, output));
    }

    [UnixFact]
    public async Task More_output_than_a_pipe_holds_on_both_streams_arrives_whole()
    {
        const int bytes = 1_000_000;
        using var child = ChildProcess.Start(TestHost.Spec("sh", "-c", $"head -c {bytes} /dev/zero & head -c {bytes} /dev/zero >&2; wait") with { Error = ChildOutput.Pipe });
        var streams = new[] { child.Output!, child.Error! }.Select(async stream =>
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.Length;
        });
        var lengths = await Task.WhenAll(streams);
        Assert.Equal([bytes, bytes], lengths);
    }

    [UnixFact]
    public async Task Output_goes_straight_into_files_behind_what_they_hold()
    {
        var (output, error) = (_folder["stdout"], _folder["stderr"]);
        await File.WriteAllTextAsync(output, "first\n");
        using var child = ChildProcess.Start(TestHost.Spec("sh", "-c", "echo out; echo err >&2") with { Output = ChildOutput.ToFile(output), Error = ChildOutput.ToFile(error) });
        await child.Exit;
        Assert.Equal(("first\nout\n", "err\n"), (await File.ReadAllTextAsync(output), await File.ReadAllTextAsync(error)));
    }

    [Fact]
    public void An_output_file_that_cannot_be_made_is_named()
    {
        var spec = TestHost.Spec(TestHost.Program) with { Output = ChildOutput.ToFile(Path.Combine(_folder["none"], "stdout")) };
        Assert.Equal(StorageFault.Missing, Assert.Throws<StorageException>(() => ChildProcess.Start(spec)).Fault);
    }

    [LinuxFact]
    public async Task A_hundred_children_at_once_leave_no_zombie_and_no_open_file()
    {
        await ExitOf("true");
        var filesBefore = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        var pids = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            using var child = TestHost.Shell($"sleep 0.1; exit {i}");
            Assert.Equal(ExitStatus.Exited(i), await child.Exit);
            return child.Pid;
        })));
        Assert.Equal(100, pids.Distinct().Count());
        Assert.All(pids, pid => Assert.Null(ProcessTable.Find(pid)));
        Assert.True(Directory.GetFileSystemEntries("/proc/self/fd").Length < filesBefore + 20);
    }

    [UnixFact]
    public async Task Disposing_ends_an_attached_child_at_once_and_reaps_it()
    {
        var child = TestHost.Shell("trap '' INT TERM; sleep 60");
        child.Dispose();
        Assert.Equal(ExitStatus.Killed(9), await child.Exit);
        await TestHost.Until(() => ProcessTable.Find(child.Pid) is null);
    }

    [UnixFact]
    public async Task A_detached_child_outlives_its_object_and_is_still_reaped()
    {
        var child = ChildProcess.Start(TestHost.Spec("sh", "-c", "sleep 0.2; echo done >> \"$0\"", _folder["done"]) with { Detached = true, Input = ChildInput.None, Output = ChildOutput.None });
        child.Dispose();
        Assert.Equal(ExitStatus.Exited(0), await child.Exit);
        Assert.True(File.Exists(_folder["done"]));
        await TestHost.Until(() => ProcessTable.Find(child.Pid) is null);
    }

    [UnixFact]
    public async Task Processes_of_the_host_itself_keep_their_exit_codes_and_so_do_ours()
    {
        var theirs = Enumerable.Range(0, 20).Select(i => (Process.Start("sh", ["-c", $"sleep 0.05; exit {i}"]), i)).ToArray();
        var ours = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ExitOf($"sleep 0.05; exit {i}")));
        foreach (var (process, code) in theirs)
        {
            await process.WaitForExitAsync();
            Assert.Equal(code, process.ExitCode);
            process.Dispose();
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(ExitStatus.Exited), ours);
    }

    [Fact]
    public void A_program_that_is_not_there_is_named_with_where_it_was_looked_for()
    {
        var spec = TestHost.Spec("no-such-program") with { Environment = new Dictionary<string, string> { ["PATH"] = _folder.Path } };
        var error = Assert.Throws<ProgramStartException>(() => ChildProcess.Start(spec));
        Assert.Equal(("ProgramNotFound", ExitCode.NotFound, "no-such-program"), (error.ErrorId, error.ExitCode, error.Program));
        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Hint);
    }

    [UnixFact]
    public async Task A_name_is_looked_up_in_the_path_of_the_child_and_a_relative_path_in_its_directory()
    {
        var bin = Directory.CreateDirectory(_folder["bin"]).FullName;
        WriteScript(Path.Combine(bin, "tool"), "#!/bin/sh\necho \"$0 here\"\n");
        var named = TestHost.Spec("tool") with { WorkingDirectory = _folder.Path, Environment = new Dictionary<string, string> { ["PATH"] = "/nowhere::bin" } };
        Assert.Contains("here", (await TestHost.RunAsync(named)).Output, StringComparison.Ordinal);
        var relative = TestHost.Spec("./bin/tool") with { WorkingDirectory = _folder.Path };
        Assert.Contains("here", (await TestHost.RunAsync(relative)).Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public void What_cannot_be_executed_says_why()
    {
        WriteScript(_folder["text"], "plain text");
        WriteScript(_folder["lost"], "#!/no/such/interpreter\n");
        File.WriteAllText(_folder["data"], "x");
        Assert.Contains("#!", Refusal(_folder["text"]).Message, StringComparison.Ordinal);
        Assert.Contains("interpreter", Refusal(_folder["lost"]).Message, StringComparison.Ordinal);
        Assert.Contains("chmod +x", Refusal(_folder["data"]).Hint, StringComparison.Ordinal);
        Assert.Equal("ProgramNotFound", Refusal(_folder.Path).ErrorId);
        Assert.Equal("ProgramNotStarted", Assert.Throws<ProgramStartException>(() => ChildProcess.Start(TestHost.Spec("sh") with { WorkingDirectory = _folder["none"] })).ErrorId);

        ProgramStartException Refusal(string program) => Assert.Throws<ProgramStartException>(() => ChildProcess.Start(TestHost.Spec(program)));
    }

    [Fact]
    public void What_no_system_can_pass_on_is_refused()
    {
        ChildSpec[] specs =
        [
            TestHost.Spec("a\0b"),
            TestHost.Spec(""),
            TestHost.Spec(TestHost.Program, "a\0b"),
            TestHost.Spec("x") with { Environment = new Dictionary<string, string> { ["A"] = "\0" } },
            TestHost.Spec("x") with { Environment = new Dictionary<string, string> { ["A=B"] = "" } },
            TestHost.Spec("x") with { Environment = new Dictionary<string, string> { [""] = "" } },
        ];
        foreach (var spec in specs)
        {
            var error = Assert.Throws<ProgramStartException>(() => ChildProcess.Start(spec));
            Assert.Equal(("ProgramArgumentInvalid", ExitCode.Usage), (error.ErrorId, error.ExitCode));
            Assert.DoesNotContain('\0', error.Message);
        }
    }

    [Fact]
    public async Task A_child_that_is_asked_to_stop_by_the_end_of_its_input_stops()
    {
        using var child = TestHost.Start("hold", _folder[".guard"]);
        Assert.Equal("held", child.ReadLine());
        await child.Input!.DisposeAsync();
        Assert.Equal(ExitStatus.Exited(0), await child.Exit);
    }

    private static async Task<ExitStatus> ExitOf(string script)
    {
        using var child = TestHost.Shell(script);
        return await child.Exit;
    }

    private static void WriteScript(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
