using System.Diagnostics;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class PartialOutputTests
{
    // The first run leaves it whole; the next one stops with half of it written.
    private const string Half = """
        echo first > "$OPTAIC_OUTPUT/a.txt"
        [ -e again ] || { touch again; echo second > "$OPTAIC_OUTPUT/b.txt"; echo rest >> "$OPTAIC_OUTPUT/a.txt"; exit 0; }
        echo x > "$OPTAIC_ARTIFACTS/x"
        echo $$ > "$OPTAIC_RUN_DIR/pid"
        sleep 300
        """;

    [ProgramFact("/bin/sh")]
    public async Task Neither_a_killed_runner_nor_a_killed_program_publishes_half_of_an_output()
    {
        using var workspace = new ScriptWorkspace(Half);
        var optaic = workspace.Optaic;
        Assert.Equal(0, optaic.Run("flow", "start", "w").ExitCode);

        foreach (var victim in (string[])["runner", "program", "both"])
        {
            var pidFile = Path.Combine(workspace.Directory, "pid");
            File.Delete(pidFile);
            var start = optaic.RunAsync("flow", "start", "w", "--force");
            SlowFlow.WaitUntil(() => File.Exists(pidFile) && File.ReadAllText(pidFile).EndsWith('\n'), "the program is half way");
            var program = int.Parse(File.ReadAllText(pidFile), System.Globalization.CultureInfo.InvariantCulture);
            if (victim != "program")
            {
                UnixSignal.Send(optaic.Json("runs", "show", "w").GetProperty("process_id").GetInt32(), UnixSignal.Kill);
            }

            if (victim != "runner")
            {
                UnixSignal.Send(program, UnixSignal.Kill);
            }

            Assert.Equal(1, (await start).ExitCode);
            Assert.Equal(("first\nrest\n", "second\n"), (workspace.Published("a.txt"), workspace.Published("b.txt")));
            Assert.Equal("failed", optaic.Json("runs", "show", "w").GetProperty("status").GetString());
        }

        File.Delete(Path.Combine(workspace.Directory, "workflow", "again"));
        Assert.Equal(0, optaic.Run("flow", "start", "w", "--force").ExitCode);
        Assert.Empty(Directory.GetDirectories(Path.Combine(workspace.Directory, "data"), ".staging*"));
        Assert.False(Directory.Exists(Path.Combine(workspace.Directory, "artifacts")));
        Assert.Equal(0, optaic.Run("doctor").ExitCode);
    }

    [ProgramFact("unshare")]
    public void A_full_disk_publishes_nothing_and_the_version_before_stays()
    {
        var folder = Directory.CreateTempSubdirectory("optaic-full-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "test.sh"), $$"""
                set -e
                mount -t tmpfs -o size=24m none /mnt || exit 99
                export OPTAIC_HOME=/mnt/root
                mkdir /mnt/w /mnt/root
                printf 'kind: WorkflowDef\nname: w\nversion: 1.0.0\nentry: { command: [/bin/sh, run.sh] }\n' > /mnt/w/definition.yml
                printf 'set -e\necho whole > "$OPTAIC_OUTPUT/a"\n[ ! -e more ] || head -c 50000000 /dev/zero > "$OPTAIC_OUTPUT/a"\n' > /mnt/w/run.sh
                optaic="{{Optaic.Executable}}"
                $optaic init; $optaic definition register /mnt/w; $optaic instance create --name w --definition w
                $optaic flow start w
                directory=$(echo /mnt/root/instances/oi_w_*)
                touch $directory/workflow/more
                if $optaic flow start w --force; then exit 98; fi
                cat $directory/data/[0-9a-f]*/a
                rm $directory/workflow/more
                $optaic flow start w --force
                ls -A $directory/data | wc -l
                """.ReplaceLineEndings("\n"));
            using var shell = Process.Start(new ProcessStartInfo("unshare", ["-rm", "/bin/sh", Path.Combine(folder, "test.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = shell.StandardError.ReadToEndAsync();
            var output = shell.StandardOutput.ReadToEnd();
            shell.WaitForExit();
            if (shell.ExitCode is 99 or 1 && output.Length == 0)
            {
                return; // No mounts in a user namespace on this machine.
            }

            Assert.True(shell.ExitCode == 0, $"{shell.ExitCode}\n{output}\n{errors.Result}");
            Assert.Contains("\nwhole\n", output, StringComparison.Ordinal);
            Assert.EndsWith("\n2\n", output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
