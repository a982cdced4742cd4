using OptAIC.Engine.Environments;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Environments;

public sealed class EnvironmentTests : IDisposable
{
    private readonly EnvironmentPack _env = new();

    public void Dispose() => _env.Dispose();

    [ShellFact]
    public void An_environment_is_made_once_and_used_by_every_instance_that_asks_for_the_same()
    {
        var (one, two) = (_env.Pack.Create(), _env.Pack.Create());
        Assert.Equal(1, _env.Times);

        var (first, second) = (_env.Run(name: one.Name), _env.Run(name: two.Name));

        Assert.Equal((1, "one\n", "one\n"), (_env.Times, EnvironmentPack.Said(first), EnvironmentPack.Said(second)));
        var made = Assert.Single(_env.Environments);
        Assert.Equal(("command", made.Build), (made.Engine, Path.GetFileName(Assert.Single(_env.Builds()))));
        Assert.Equal((made.Key, made.Build), (first.Environment!.Key, second.Environment!.Build));
        Assert.All((string[])["", "bin", "bin/tool"], f => Assert.True(File.GetAttributes(Path.Combine(made.Path, f)).HasFlag(FileAttributes.ReadOnly)));
    }

    [ShellFact]
    public void Another_file_that_shapes_it_is_another_environment_and_a_comment_is_not()
    {
        _env.Pack.Prepare();
        Assert.Equal("one\n", EnvironmentPack.Said(_env.Run()));
        File.AppendAllText(Path.Combine(_env.Pack.Path, "software", "environment.yml"), "# said\n");
        _env.Pack.Prepare();
        _env.Run();
        Assert.Equal(1, _env.Times);

        var make = Path.Combine(_env.Pack.Path, "software", "make.sh");
        File.WriteAllText(make, File.ReadAllText(make).Replace("one", "two", StringComparison.Ordinal));
        _env.Pack.Prepare();

        Assert.Equal(("two\n", 2), (EnvironmentPack.Said(_env.Run()), _env.Times));
        Assert.Equal(2, _env.Environments.Count);
    }

    [ShellFact]
    public void One_that_fails_is_never_used_and_leaves_nothing_and_the_error_names_program_words_and_log()
    {
        _env.Pack.Write("software/after.sh", "echo no luck >&2; exit 7");
        _env.Pack.Write("software/environment.yml", "engine: command\ncommand: [/bin/sh, make.sh, '${env.dir}']\npost_install: after.sh\n");

        var refused = Assert.Throws<EnvironmentFailedException>(() => _env.Pack.Create());
        Assert.Contains("'/bin/sh after.sh' ended with exit code 7; it said: no luck", refused.Message, StringComparison.Ordinal);
        Assert.Contains("no luck", File.ReadAllText(refused.LogPath!), StringComparison.Ordinal);
        Assert.Empty(_env.Pack.Test.With(w => w.Instances.List()));
        Assert.Empty(_env.Environments);
        Assert.Empty(_env.Builds());

        _env.Pack.Prepare();
        var run = _env.Run();
        Assert.Equal((RunStatus.Failed, "environment_failed"), (run.Status, run.ErrorType));
        Assert.Contains("no luck", File.ReadAllText(Path.Combine(run.LogPath, "environment.log")), StringComparison.Ordinal);
        Assert.Empty(_env.Builds());
    }

    [ShellFact]
    public void One_whose_build_or_a_file_of_it_is_gone_is_made_anew_and_that_is_said()
    {
        _env.Pack.Create();
        foreach (var gone in (Func<string, string>[])[build => build, build => Path.Combine(build, "bin")])
        {
            var build = _env.Environments[0].Path;
            Assert.Contains(build, _env.Builds());
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(build, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            OptAIC.Engine.Files.ReadOnlyTree.Delete(gone(build));
            var run = _env.Run();

            Assert.Equal("one\n", EnvironmentPack.Said(run));
            Assert.Contains("is gone", File.ReadAllText(Path.Combine(run.LogPath, "environment.log")), StringComparison.Ordinal);
            Assert.NotEqual(build, Assert.Single(_env.Builds()));
        }
    }

    [ShellFact]
    public async Task A_refresh_builds_beside_the_one_that_a_run_uses_which_goes_once_nobody_does()
    {
        _env.Pack.Write("workflow/go.sh", "if [ -e wait ]; then touch began; while [ -e wait ]; do sleep 0.02; done; fi; tool > \"$OPTAIC_OUTPUT/out\"");
        var (slow, other) = (_env.Pack.Create(), _env.Pack.Create());
        var old = Assert.Single(_env.Builds());
        var wait = Path.Combine(slow.Path, "workflow", "wait");
        File.WriteAllText(wait, "");
        var running = Task.Run(() => _env.Run(name: slow.Name));
        await Until(() => File.Exists(Path.Combine(slow.Path, "workflow", "began")));

        var refreshed = _env.Run(refresh: true, name: other.Name);

        Assert.Equal((2, 2), (_env.Times, _env.Builds().Count));
        Assert.NotEqual(old, refreshed.Environment!.Path);
        File.Delete(wait);
        var ended = await running;
        Assert.Equal((RunStatus.Completed, old, "one\n"), (ended.Status, ended.Environment!.Path, EnvironmentPack.Said(ended)));

        var last = _env.Run(refresh: true, name: other.Name);
        Assert.Equal(last.Environment!.Path, Assert.Single(_env.Builds()));
    }

    [ShellFact]
    public async Task Of_two_that_prepare_the_same_at_once_one_makes_it_and_the_other_waits_and_can_be_cancelled()
    {
        var make = Path.Combine(_env.Pack.Path, "software", "make.sh");
        var (began, go) = (_env.Pack.Beside("began"), _env.Pack.Beside("go"));
        File.WriteAllText(make, $"touch '{began}'; while [ ! -e '{go}' ]; do sleep 0.02; done\n{File.ReadAllText(make)}");
        string[] names = ["a", "b", "c"];
        foreach (var name in names)
        {
            _env.Pack.Prepare(name);
        }

        var first = Task.Run(() => _env.Run(name: "a"));
        await Until(() => File.Exists(began));
        using var cancel = new CancellationTokenSource();
        var second = Task.Run(() => _env.Run(name: "b"));
        var third = Task.Run(() => _env.Run(name: "c", cancellation: cancel.Token));
        await Until(() => names[1..].All(n => LogOf(n).Contains("waits for another process", StringComparison.Ordinal)));
        await cancel.CancelAsync();
        Assert.Equal(RunStatus.Cancelled, (await third).Status);
        await File.WriteAllTextAsync(go, "");

        Assert.Equal(("one\n", "one\n", 1), (EnvironmentPack.Said(await first), EnvironmentPack.Said(await second), _env.Times));
        Assert.Single(_env.Builds());
    }

    [ShellFact]
    public async Task To_cancel_ends_every_program_that_prepares_it_within_a_second()
    {
        var pid = _env.Pack.Beside("pid");
        _env.Pack.Write("software/make.sh", $"trap '' INT TERM; (trap '' INT TERM; echo $$ > '{pid}'; while :; do sleep 0.1; done) & wait");
        _env.Pack.Prepare();
        using var cancel = new CancellationTokenSource();
        var running = Task.Run(() => _env.Run(cancellation: cancel.Token));
        await Until(() => File.Exists(pid) && new FileInfo(pid).Length > 0);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        await cancel.CancelAsync();

        Assert.Equal(RunStatus.Cancelled, (await running).Status);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Null(OptAIC.Engine.Processes.ProcessIdentity.Of(int.Parse((await File.ReadAllTextAsync(pid)).Trim(), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(_env.Builds());
    }

    [ShellFact]
    public void Of_its_own_an_instance_has_one_in_its_directory_that_it_may_change()
    {
        File.AppendAllText(Path.Combine(_env.Pack.Path, "software", "environment.yml"), "scope: instance\n");
        _env.Pack.Write("workflow/go.sh", "tool > \"$OPTAIC_OUTPUT/out\"; echo kept >> \"$OPTAIC_ENV_DIR/note\"");
        var (one, two) = (_env.Pack.Create(), _env.Pack.Create());

        _env.Run(name: one.Name);
        var run = _env.Run(name: one.Name);

        Assert.Equal((2, RunStatus.Completed), (_env.Times, run.Status));
        Assert.StartsWith(Path.Combine(one.Path, "env", "builds"), run.Environment!.Path, StringComparison.Ordinal);
        Assert.Equal("kept\nkept\n", File.ReadAllText(Path.Combine(run.Environment.Path, "note")));
        Assert.True(Directory.Exists(Path.Combine(two.Path, "env", "builds")));
        Assert.Empty(_env.Environments);
    }

    [ShellFact]
    public void Variables_reach_the_programs_with_and_without_an_engine_and_what_is_active_here_does_not()
    {
        _env.Pack.Write("workflow/go.sh", "echo \"$COLOUR $VIRTUAL_ENV\" > \"$OPTAIC_OUTPUT/out\"");
        _env.Pack.Write("definition.yml", "kind: WorkflowDef\nname: pack\nversion: 1.0.0\nentry: { command: [/bin/sh, go.sh], environment: { allow: [VIRTUAL_ENV], set: { SHAPE: round } } }\n");
        _env.Pack.Write("software/environment.yml", "engine: none\nvariables: { COLOUR: red, SHAPE: square }\n");
        _env.Pack.Prepare();
        var run = _env.Run();
        Assert.StartsWith("red ", EnvironmentPack.Said(run), StringComparison.Ordinal);
        Assert.Null(run.Environment);
    }

    [ShellFact]
    public void It_is_made_by_the_first_run_when_its_preparation_is_skipped_and_only_a_workflow_can_refresh_one()
    {
        _env.Pack.Test.With(w => w.Instances.Create(new InstanceRequest { Backpack = _env.Pack.Path, SkipEnvironment = true }));
        Assert.Equal(0, _env.Times);
        Assert.Equal("one\n", EnvironmentPack.Said(_env.Run()));

        _env.Pack.Test.CreatePrices();
        Assert.Throws<NoEnvironmentException>(() => _env.Run(refresh: true, name: "prices"));
    }

    private string LogOf(string instance) => Directory.GetFiles(_env.Pack.Test.DirectoryOf(instance), "environment.log", SearchOption.AllDirectories) is [var log] ? File.ReadAllText(log) : "";

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
