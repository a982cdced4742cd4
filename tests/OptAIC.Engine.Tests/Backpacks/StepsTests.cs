using System.Text.Json;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Backpacks;

public sealed class StepsTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public StepsTests() => _pack.Write("workflow/note.sh", "echo \"$OPTAIC_STEP\" >> order; echo \"$1\"");

    public void Dispose() => _pack.Dispose();

    [ShellFact]
    public void Steps_run_after_those_that_they_need_and_each_has_its_record_and_logs()
    {
        _pack.Write("steps.yml", """
            steps:
            - { name: last, run: note.sh, needs: [first, second] }
            - { name: second, run: note.sh, arguments: ["says ${run.instance}"], needs: [first] }
            - { name: first, command: [/bin/sh, note.sh] }
            """);

        var run = _pack.Run();

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal("first\nsecond\nlast\n", File.ReadAllText(_pack.Sandbox("order")));
        Assert.Equal([("last", "completed", 0, 1), ("second", "completed", 0, 1), ("first", "completed", 0, 1)], run.Steps.Select(s => (s.Name, s.Status, s.ExitCode!.Value, s.Attempts)));
        Assert.Equal("says pack\n", File.ReadAllText(Path.Combine(run.Steps[1].LogPath!, "stdout")));
        Assert.Contains("second | says pack\n", File.ReadAllText(Path.Combine(run.LogPath, "stdout")), StringComparison.Ordinal);
        Assert.Equal(["/bin/sh", "note.sh", "says pack"], run.Steps[1].CommandLine);
    }

    [ShellFact]
    public void Steps_that_do_not_need_each_other_run_at_the_same_time_up_to_the_number_of_workers()
    {
        // Each waits for the other: one after the other they would never end.
        _pack.Write("workflow/meet.sh", "touch here-$1; for i in $(seq 100); do [ -e here-$2 ] && exit 0; sleep 0.05; done; exit 1");
        _pack.Write("steps.yml", """
            steps:
            - { name: a, run: meet.sh, arguments: [a, b] }
            - { name: b, run: meet.sh, arguments: [b, a] }
            """);
        _pack.Write("compute/compute.yml", "workers: { max: 2 }\n");
        Assert.Equal(RunStatus.Completed, _pack.Run().Status);
        using var workers = JsonDocument.Parse(File.ReadAllText(Path.Combine(_pack.Test.DirectoryOf("pack"), "metadata", "workers.json")));
        Assert.Equal((2, 0), (workers.RootElement.GetProperty("max").GetInt32(), workers.RootElement.GetProperty("workers").GetArrayLength()));
    }

    [ShellFact]
    public void Not_more_run_than_there_are_workers_and_those_are_shown()
    {
        _pack.Write("workflow/count.sh", "cat ../metadata/workers.json > seen-$OPTAIC_STEP; mkdir busy || exit 1; sleep 0.05; rmdir busy");
        _pack.Write("steps.yml", "steps: [{ name: a, run: count.sh }, { name: b, run: count.sh }, { name: c, run: count.sh }]\n");
        _pack.Write("compute/compute.yml", "workers: { max: 1 }\n");

        Assert.Equal(RunStatus.Completed, _pack.Run().Status);

        using var seen = JsonDocument.Parse(File.ReadAllText(_pack.Sandbox("seen-c")));
        Assert.All(seen.RootElement.GetProperty("workers").EnumerateArray(), w => Assert.Equal("c", w.GetProperty("step").GetString()));
    }

    [ShellFact]
    public void A_step_that_dies_is_tried_again_within_its_limit()
    {
        _pack.Write("workflow/die.sh", "[ $OPTAIC_STEP_ATTEMPT -ge $1 ] || kill -9 $$");
        _pack.Write("steps.yml", "steps: [{ name: often, run: die.sh, arguments: ['3'] }, { name: never, run: die.sh, arguments: ['2'], retries: 0 }]\n");
        _pack.Write("compute/compute.yml", "workers: { retries: 2 }\n");

        var run = _pack.Run();

        Assert.Equal((RunStatus.Failed, 137), (run.Status, run.ExitCode));
        Assert.Equal([("often", "completed", 3), ("never", "failed", 1)], run.Steps.Select(s => (s.Name, s.Status, s.Attempts)));
        Assert.Contains("step never: /bin/sh ended with killed by SIGKILL", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("attempt-3", run.Steps[0].LogPath, StringComparison.Ordinal);
    }

    [ShellFact]
    public void What_needs_a_step_that_failed_is_not_run_and_everything_else_is()
    {
        _pack.Write("steps.yml", """
            steps:
            - { name: bad, command: [/bin/sh, -c, "echo reason >&2; exit 4"] }
            - { name: after, run: note.sh, needs: [bad] }
            - { name: later, run: note.sh, needs: [after] }
            - { name: other, run: note.sh }
            - { name: slow, command: [sleep, '30'], timeout: 200ms }
            - { name: missing, command: [no-such-program] }
            """);

        var run = _pack.Run();

        Assert.Equal(["failed", "not_run", "not_run", "completed", "failed", "failed"], run.Steps.Select(s => s.Status));
        Assert.Contains("it said: reason", run.Steps[0].Error, StringComparison.Ordinal);
        Assert.Contains("ran longer than", run.Steps[4].Error, StringComparison.Ordinal);
        Assert.Null(run.DataVersion);
    }

    [ShellFact]
    public async Task A_run_that_is_cancelled_ends_all_its_steps()
    {
        _pack.Write("steps.yml", "steps: [{ name: a, command: [sleep, '60'] }, { name: b, command: [sleep, '60'] }, { name: c, command: [sleep, '60'], needs: [a] }]\n");
        _pack.Write("compute/compute.yml", "workers: { max: 2 }\n");
        using var stop = new CancellationTokenSource();
        _pack.Prepare();
        var running = Task.Run(() => _pack.Run(stop.Token));
        var workers = Path.Combine(_pack.Test.DirectoryOf("pack"), "metadata", "workers.json");
        while (!File.Exists(workers) || !File.ReadAllText(workers).Contains("\"b\"", StringComparison.Ordinal))
        {
            await Task.Delay(20);
        }

        var group = int.Parse(JsonDocument.Parse(await File.ReadAllTextAsync(workers)).RootElement.GetProperty("workers")[0].GetProperty("pid").GetRawText(), System.Globalization.CultureInfo.InvariantCulture);
        await stop.CancelAsync();
        var run = await running;

        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Equal(["cancelled", "cancelled", "not_run"], run.Steps.Select(s => s.Status));
        Assert.False(Directory.Exists($"/proc/{group}"));
    }

    [ShellFact]
    public void A_limit_of_time_ends_the_workflow()
    {
        _pack.Write("steps.yml", "steps: [{ name: a, command: [sleep, '60'] }]\n");
        _pack.Write("compute/compute.yml", "time_limit: 300ms\n");
        var run = _pack.Run();
        Assert.Equal((RunStatus.Failed, "limit_exceeded", "cancelled"), (run.Status, run.ErrorType, run.Steps[0].Status));
    }

    [ShellFact]
    public void A_limit_of_memory_counts_all_programs_together()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // What is not read stays in the memory of tail.
        _pack.Write("workflow/hold.sh", "head -c 40000000 /dev/zero | tail -c 39000000 | sleep 30");
        _pack.Write("steps.yml", "steps: [{ name: a, run: hold.sh }, { name: b, run: hold.sh }]\n");
        _pack.Write("compute/compute.yml", "memory: 60MB\nworkers: { max: 2 }\n");

        var run = _pack.Run();

        Assert.Equal((RunStatus.Failed, "limit_exceeded"), (run.Status, run.ErrorType));
        Assert.Matches("^pack: its programs held [0-9]+ MB of memory, and 60 MB are allowed$", run.Error);
        Assert.Equal(["cancelled", "cancelled"], run.Steps.Select(s => s.Status));
    }

    [ShellFact]
    public void Cores_limit_what_programs_may_use_and_nothing_else()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _pack.Write("workflow/count.sh", "nproc; sh -c nproc");
        _pack.Write("steps.yml", "steps: [{ name: a, run: count.sh }]\n");
        _pack.Write("compute/compute.yml", "cores: 1\nmemory: 10GiB\n");
        Assert.Equal("1\n1\n", File.ReadAllText(Path.Combine(_pack.Run().Steps[0].LogPath!, "stdout")));

        _pack.Write("compute/compute.yml", "cores: 4096\n");
        var run = _pack.Run();
        Assert.Equal(FormattableString.Invariant($"{Environment.ProcessorCount}\n{Environment.ProcessorCount}\n"), File.ReadAllText(Path.Combine(run.Steps[0].LogPath!, "stdout")));
        Assert.Equal("not_limited", Assert.Single(run.Issues).Code);
    }

    [Theory]
    [InlineData("cores: 0")]
    [InlineData("memory: lots")]
    [InlineData("memory: 12XB")]
    [InlineData("time_limit: soon")]
    [InlineData("workers: { max: 0 }")]
    [InlineData("engine: slurm")]
    public void A_limit_that_makes_no_sense_is_found_before_anything_is_made(string limit)
    {
        _pack.Write("steps.yml", "steps: [{ name: a, run: note.sh }]\n");
        _pack.Write("compute/compute.yml", limit + "\n");
        var issue = Assert.Single(DefinitionFacade.Validate(_pack.Path));
        Assert.Equal((IssueSeverity.Error, 1, Path.Combine(_pack.Path, "compute/compute.yml")), (issue.Severity, issue.Line, issue.File));
    }

    [Theory]
    [InlineData("[{ name: a, run: note.sh, needs: [b] }, { name: b, run: note.sh, needs: [a] }]", "cycle", "a needs b needs a")]
    [InlineData("[{ name: a, run: note.sh, needs: [a] }]", "cycle", "a needs a")]
    [InlineData("[{ name: a, run: note.sh, needs: [first] }]", "unknown_step", "there is no step 'first'")]
    [InlineData("[{ name: a, run: note.sh }, { name: A, run: note.sh }]", "duplicate_item", "there is a step 'a' already")]
    [InlineData("[{ name: a, run: nte.sh }]", "missing_file", "there is no 'nte.sh'")]
    [InlineData("[{ name: a, run: ../steps.yml }]", "outside_folder", "leads out of the folder")]
    [InlineData("[{ name: a }]", "step", "found neither")]
    [InlineData("[{ name: a, run: note.sh, command: [x] }]", "step", "found both")]
    [InlineData("[{ name: a, command: [x], arguments: [y] }]", "step", "'arguments' belong to 'run'")]
    public void A_wrong_step_is_named_with_its_place(string steps, string code, string message)
    {
        _pack.Write("steps.yml", $"steps: {steps}\n");
        var issue = Assert.Single(DefinitionFacade.Validate(_pack.Path));
        Assert.Equal((code, 1, Path.Combine(_pack.Path, "steps.yml")), (issue.Code, issue.Line, issue.File));
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_in_two_places_are_ambiguous()
    {
        _pack.Write("steps.yml", "steps: [{ name: a, run: note.sh }]\n");
        _pack.Write("workflow/steps.yml", "steps: [{ name: a, run: note.sh }]\n");
        Assert.Equal("ambiguous_entry", Assert.Single(DefinitionFacade.Validate(_pack.Path)).Code);
    }
}
