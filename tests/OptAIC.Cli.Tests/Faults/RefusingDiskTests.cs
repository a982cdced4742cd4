using System.Diagnostics;
using OptAIC.Cli.Tests.Harness;
using OptAIC.Engine.Tests.Files;

namespace OptAIC.Cli.Tests.Faults;

/// <summary>What every verb that writes does where nothing can be written: one clear error, and a store that is as it was.</summary>
public sealed class RefusingDiskTests : IDisposable
{
    private readonly TemporaryRoot _folder = new();
    private readonly List<string> _names = [];

    private string Root => Path.Combine(_folder.Path, "root");

    public RefusingDiskTests()
    {
        var optaic = new Optaic(Root);
        _folder.Write("vendor/definition.yml", "kind: PipelineDef\nname: vendor\nversion: 1.0.0\nentry: { command: [/bin/sh, -c, 'printf \"date,symbol,close\\n2024-01-02,A,1\\n\" > \"$OPTAIC_OUTPUT/a.csv\"'] }\n");
        _folder.Write("pack/workflow/go.sh", "true");
        _folder.Write("pack/data/a", "content");
        _folder.Write("pack/data/data.yml", "items: [{ target: a, source: data/a }]");
        foreach (var args in (string[][])[
            ["init"],
            ["definition", "register", Path.Combine(_folder.Path, "vendor")],
            ["instance", "create", "--name", "prices", "--definition", "vendor", "--type", "DatasetInstance"],
            ["instance", "create", "--name", "stray", "--definition", "vendor", "--type", "DatasetInstance"],
            ["instance", "create", "--backpack", Path.Combine(_folder.Path, "pack"), "--skip-data"],
            ["flow", "start", "prices"],
            ["instance", "export", "prices", "--out", Path.Combine(_folder.Path, "prices.zip")],
            ["instance", "remove", "stray"]])
        {
            var made = optaic.RunHere(args);
            Assert.True(made.ExitCode == 0, $"{string.Join(' ', args)}: {made}");
        }
    }

    public void Dispose() => _folder.Dispose();

    [TinyDiskFact]
    public void On_a_full_disk_each_verb_says_so_and_nothing_is_lost()
    {
        var said = Try("mount -t tmpfs -o size=12m none /mnt; cp -r \"$0/root\" /mnt/root; root=/mnt/root", before: "head -c 20000000 /dev/zero > /mnt/filler 2>/dev/null", after: "rm /mnt/filler");

        Assert.Equal(["doctor 0", "list 0", "prune 0", "read 0"], said.Where(s => s.Value.ExitCode == 0).Select(s => $"{s.Key} 0").Order(StringComparer.Ordinal));
        Assert.All(said.Where(s => s.Value.ExitCode != 0), s =>
        {
            Assert.True(s.Value.ExitCode == 1, $"{s.Key}: {s.Value}");
            Assert.True(s.Value.Errors is [var error, "hint: Free some space on that volume and try again; what was there before is intact."] && error.StartsWith("error: Cannot ", StringComparison.Ordinal), $"{s.Key}: {string.Join('\n', s.Value.Errors)}");
        });
        Assert.Equal(["everything is right"], said["remove"].After);
        Assert.Equal(["pack", "prices"], _names);
    }

    [TinyDiskFact]
    public void In_a_read_only_root_each_verb_says_so_and_what_reads_works()
    {
        var said = Try("mount --bind \"$0/root\" \"$0/root\"; mount -o remount,ro,bind \"$0/root\"; root=\"$0/root\"", before: "true", after: "true");

        Assert.Equal(["doctor 0", "list 0", "prune 0", "read 0"], said.Where(s => s.Value.ExitCode == 0).Select(s => $"{s.Key} 0").Order(StringComparer.Ordinal));
        Assert.All(said.Where(s => s.Value.ExitCode != 0), s => Assert.True(
            s.Value is { ExitCode: 1, Errors: [var error, "hint: Choose a workspace on a writable file system (--root, or OPTAIC_HOME)."] } && error.Contains("Read-only file system", StringComparison.Ordinal),
            $"{s.Key}: {s.Value.ExitCode} {string.Join('\n', s.Value.Errors)}"));
        Assert.Equal(["pack", "prices"], _names);
        Assert.Equal(0, new Optaic(Root).RunHere("doctor").ExitCode);
    }

    private Dictionary<string, Answer> Try(string mount, string before, string after)
    {
        var script = _folder.Write("verbs.sh", $$"""
            set -e
            {{mount}}
            set +e
            export OPTAIC_HOME="$root"
            optaic="$1"
            names() { "$optaic" instance list --sort name | awk 'NR > 1 { print "name", $1 }'; }
            verb() {
              name=$1; shift
              {{before}}
              "$optaic" "$@" > /dev/null 2> "$0/errors"; echo "verb $name $?"
              sed 's/^/error /' "$0/errors"
              {{after}}
            }
            verb list instance list
            verb doctor doctor
            verb read data read prices
            verb rename instance rename prices other
            verb copy instance copy prices other --with-data
            verb export instance export prices --out "$root/../again.zip" --force
            verb import instance import "$0/prices.zip" --name other
            verb prune instance prune
            verb adopt instance adopt "$root"/trash/oi_stray*
            verb fetch data fetch pack
            verb publish instance publish prices --to signal
            verb set instance set prices --tag x
            verb remove instance remove prices
            names
            "$optaic" doctor | sed 's/^/after /'
            """.ReplaceLineEndings("\n"));
        using var shell = Process.Start(new ProcessStartInfo("unshare", ["-rm", "/bin/sh", "-c", $". '{script}'", _folder.Path, Optaic.Executable]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = shell.StandardError.ReadToEndAsync();
        var said = new Dictionary<string, Answer>();
        Answer? last = null;
        while (shell.StandardOutput.ReadLine() is { } line)
        {
            var words = line.Split(' ', 3);
            if (words[0] == "verb")
            {
                said.Add(words[1], last = new Answer(int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture), [], []));
            }
            else if (words[0] == "name")
            {
                _names.Add(words[1]);
            }
            else
            {
                (words[0] == "error" ? last!.Errors : last!.After).Add(line[6..]);
            }
        }

        Assert.True(said.Count == 13, $"{said.Count}: {errors.GetAwaiter().GetResult()}");
        return said;
    }

    private sealed record Answer(int ExitCode, List<string> Errors, List<string> After);
}
