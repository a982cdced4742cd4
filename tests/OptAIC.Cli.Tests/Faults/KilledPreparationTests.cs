using System.Globalization;
using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class KilledPreparationTests : IDisposable
{
    private readonly TemporaryRoot _root = new();
    private readonly Optaic _optaic;
    private readonly string _pack;

    public KilledPreparationTests()
    {
        _optaic = new Optaic(Path.Combine(_root.Path, "home"));
        Directory.CreateDirectory(_optaic.Root);
        _pack = Path.Combine(_root.Path, "pack");
        _root.Write("pack/workflow/go.sh", "tool > \"$OPTAIC_OUTPUT/out\"\n");
        _root.Write("pack/software/environment.yml", "engine: command\ncommand: [/bin/sh, make.sh, '${env.dir}']\n");
        _root.Write("pack/software/make.sh", $"""
            mkdir -p "$1/bin"
            printf '#!/bin/sh\necho whole\n' > "$1/bin/tool"
            trap '' INT TERM
            echo $$ > '{Pid}'
            while [ ! -e '{Path.Combine(_root.Path, "go")}' ]; do sleep 0.05; done
            chmod +x "$1/bin/tool"

            """.ReplaceLineEndings("\n"));
    }

    private string Pid => Path.Combine(_root.Path, "pid");

    private string Cache => Path.Combine(_optaic.Root, "cache", "env");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows() && Directory.Exists(Cache))
        {
            foreach (var folder in new DirectoryInfo(Cache).EnumerateDirectories("*", SearchOption.AllDirectories).Prepend(new DirectoryInfo(Cache)))
            {
                folder.UnixFileMode |= UnixFileMode.UserWrite;
            }
        }

        _root.Dispose();
    }

    [ProgramFact("/bin/sh")]
    public void What_a_killed_runner_has_begun_is_never_used_and_the_next_one_ends_its_programs_and_makes_it_anew()
    {
        Assert.Equal(0, _optaic.Run("init").ExitCode);
        using var first = _optaic.Start("run", "--backpack", _pack);
        Until(() => File.Exists(Pid) && new FileInfo(Pid).Length > 0);
        var builder = Number(File.ReadAllText(Pid));
        var half = Assert.Single(Builds());
        using (var held = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(Path.Combine(_optaic.Root, "instances"), "instance.lock", SearchOption.AllDirectories).Single())))
        {
            UnixSignal.Send(held.RootElement.GetProperty("pid").GetInt32(), UnixSignal.Kill);
        }

        first.WaitForExit();
        Assert.NotEqual(0, first.ExitCode);
        Assert.Empty(Directory.GetFiles(Cache, "manifest.json", SearchOption.AllDirectories));
        Assert.True(UnixSignal.IsAlive(builder));

        File.Delete(Pid);
        using var second = _optaic.Start("run", "--backpack", _pack, "--name", "other");
        Until(() => File.Exists(Pid) && new FileInfo(Pid).Length > 0);
        Assert.False(UnixSignal.IsAlive(builder));
        Assert.NotEqual(half, Assert.Single(Builds()));
        File.WriteAllText(Path.Combine(_root.Path, "go"), "");
        second.WaitForExit();

        Assert.Equal(0, second.ExitCode);
        var run = _optaic.Json("runs", "show", "other");
        Assert.Equal("whole\n", File.ReadAllText(run.GetProperty("artifacts")[0].GetProperty("path").GetString()!));
        Assert.Equal(Assert.Single(Builds()), run.GetProperty("environment").GetProperty("path").GetString());
        Assert.Equal(0, _optaic.Run("run", "pack").ExitCode);
        Assert.Single(Builds());
    }

    private string[] Builds() => [.. Directory.GetDirectories(Cache).Select(k => Path.Combine(k, "builds")).Where(Directory.Exists).SelectMany(b => Directory.GetDirectories(b))];

    private static int Number(string text) => int.Parse(text.Trim(), CultureInfo.InvariantCulture);

    private static void Until(Func<bool> condition)
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); !condition(); Thread.Sleep(20))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "it did not come to that");
        }
    }
}
