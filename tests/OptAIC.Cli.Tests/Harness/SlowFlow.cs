using System.Diagnostics;
using System.Text.Json;

namespace OptAIC.Cli.Tests.Harness;

/// <summary>A workspace with a dataset <c>slow</c>, whose program waits until it is released.</summary>
internal sealed class SlowFlow : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TemporaryRoot _root = new();

    public SlowFlow()
    {
        Optaic = new Optaic(_root.Path);
        var command = OperatingSystem.IsWindows() ? "cmd, /c, slow.cmd" : "/bin/sh, slow.sh";
        var folder = Path.GetDirectoryName(_root.Write("slow/definition.yml", $$"""
            kind: PipelineDef
            name: slow
            version: 1.0.0
            entry: { command: [{{command}}, "${config.folder}", "${run.output}"] }
            parameters_schema: { type: object, required: [folder], properties: { folder: { type: string } } }
            """))!;
        _root.Write("slow/slow.sh", """
            echo "working"
            echo $$ > "$1/pid"
            while [ ! -e "$1/release" ]; do sleep 0.05; done
            printf 'date,symbol,close\n2024-01-02,AAPL,%s\n' "$(cat "$1/release")" > "$2/prices.csv"

            """.ReplaceLineEndings("\n"));
        _root.Write("slow/slow.cmd", """
            @echo off
            echo working
            echo here > "%~1\pid"
            :wait
            if not exist "%~1\release" ( ping -n 2 127.0.0.1 > nul & goto wait )
            set /p price=<"%~1\release"
            (echo date,symbol,close& echo 2024-01-02,AAPL,%price%) > "%~2\prices.csv"

            """.ReplaceLineEndings("\r\n"));
        foreach (var args in (string[][])[["init"], ["definition", "register", folder], ["instance", "create", "--name", "slow", "--definition", "slow", "--type", "DatasetInstance", "--config", $"folder={_root.Path}"]])
        {
            var result = Optaic.Run(args);
            Assert.True(result.ExitCode == 0, result.ToString());
        }
    }

    public Optaic Optaic { get; }

    public string Root => _root.Path;

    /// <summary>Process id of the program, once it is at work.</summary>
    public int ProgramId
    {
        get
        {
            WaitUntil(() => File.Exists(PidFile) && int.TryParse(File.ReadAllText(PidFile), out _), "the program is at work");
            return int.Parse(File.ReadAllText(PidFile), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private string PidFile => Path.Combine(Root, "pid");

    private string ReleaseFile => Path.Combine(Root, "release");

    /// <summary>Lets the program end with a price.</summary>
    public void Release(string price)
    {
        File.WriteAllText(ReleaseFile + ".new", price);
        File.Move(ReleaseFile + ".new", ReleaseFile);
    }

    /// <summary>Makes the next run wait again.</summary>
    public void Hold()
    {
        File.Delete(ReleaseFile);
        File.Delete(PidFile);
    }

    /// <summary>Waits until the program is at work.</summary>
    public void WaitUntilWorking() => WaitUntil(() => File.Exists(PidFile), "the program is at work");

    /// <summary>The last run.</summary>
    public JsonElement Run() => Optaic.Json("runs", "show", "slow");

    /// <summary>Waits for something, without end in mind but with one.</summary>
    public static void WaitUntil(Func<bool> happened, string what)
    {
        for (var clock = Stopwatch.StartNew(); !happened();)
        {
            Assert.True(clock.Elapsed < Patience, $"waited in vain until {what}");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        if (Optaic.Run("instance", "stop", "slow").ExitCode != 0)
        {
            File.WriteAllText(ReleaseFile, "1");
        }

        _root.Dispose();
    }
}
