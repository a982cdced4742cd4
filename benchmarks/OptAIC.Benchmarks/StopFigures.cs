using System.Diagnostics;
using System.Globalization;
using OptAIC.Engine;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Benchmarks;

/// <summary>
/// From the wish to stop a flow until nobody is at work: the program is three shells deep and sleeps. All that a user does is measured, the start of the command that
/// stops included; Ctrl+C and <c>Stop-OptFlow</c> come from a process that runs already.
/// </summary>
internal static class StopFigures
{
    private const int Times = 5;
    private const string Goal = "goal: under 1,000 ms";

    private static readonly (string Name, string Script)[] Programs =
    [
        ("obeys", "sh -c 'sh -c \"echo \\$\\$ > at-work.new; mv at-work.new at-work; sleep 600; true\"; true'\ntrue\n"),
        ("leaves", "sh -c 'sleep 600 & echo $! > at-work.new; mv at-work.new at-work; wait'\ntrue\n"),
        ("ignores", "trap '' INT TERM\nsh -c 'sh -c \"echo \\$\\$ > at-work.new; mv at-work.new at-work; while :; do sleep 1; done\"; true'\ntrue\n"),
    ];

    public static void Report(ScratchFolder folder, string optaic)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("stopping flows is measured where there are signals");
            return;
        }

        var options = new WorkspaceOptions { Root = folder.Combine("stops"), Runner = optaic };
        using var workspace = Workspace.Initialize(options);
        foreach (var (name, script) in Programs)
        {
            var definition = folder.Combine($"{name}-definition");
            Directory.CreateDirectory(definition);
            File.WriteAllText(Path.Combine(definition, "definition.yml"), $"kind: WorkflowDef\nname: {name}\nversion: 1.0.0\nentry: {{ command: [/bin/sh, run.sh] }}\n");
            File.WriteAllText(Path.Combine(definition, "run.sh"), script);
            workspace.Definitions.Register(definition);
            workspace.Instances.Create(new InstanceRequest { Name = name, Definition = name });
        }

        foreach (var (name, what) in ((string, string)[])[("obeys", "three shells deep"), ("leaves", "with a child in the background, which ignores SIGINT"), ("ignores", "ignoring SIGINT and SIGTERM")])
        {
            Timing.Print($"flow stop of a program {what}", Median(() => Stopped(workspace, optaic, name)), Goal);
        }

        Timing.Print("Ctrl+C in flow start, three shells deep", Median(() => Interrupted(workspace, optaic, "obeys")), Goal);
        if (External.Find("pwsh") is { } pwsh)
        {
            Timing.Print("Stop-OptFlow, three shells deep", PowerShell(workspace, pwsh, folder), Goal);
        }
    }

    private static double Stopped(Workspace workspace, string optaic, string name)
    {
        Forget(workspace, name);
        External.Run(optaic, ["--root", workspace.Root, "flow", "start", name, "--detach"], workspace.Root);
        var program = WaitForProgram(workspace, name);
        var start = Stopwatch.GetTimestamp();
        External.Run(optaic, ["--root", workspace.Root, "flow", "stop", name], workspace.Root);
        return Idle(workspace, name, program, start);
    }

    private static double Interrupted(Workspace workspace, string optaic, string name)
    {
        Forget(workspace, name);
        using var flow = Process.Start(new ProcessStartInfo(optaic, ["--root", workspace.Root, "flow", "start", name]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = flow.StandardOutput.ReadToEndAsync();
        var error = flow.StandardError.ReadToEndAsync();
        var program = WaitForProgram(workspace, name);
        var start = Stopwatch.GetTimestamp();
        External.Run("/bin/sh", ["-c", $"kill -INT {flow.Id.ToString(CultureInfo.InvariantCulture)}"], workspace.Root);
        flow.WaitForExit();
        return flow.ExitCode == 130 ? Idle(workspace, name, program, start) : throw new InvalidOperationException($"ended with {flow.ExitCode}: {output.Result}{error.Result}");
    }

    private static double PowerShell(Workspace workspace, string pwsh, ScratchFolder folder)
    {
        Forget(workspace, "obeys");
        var script = folder.Combine("stops.ps1");
        File.WriteAllText(script, $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{Path.GetFullPath("OptAIC.psd1")}}'
            foreach ($time in 0..{{Times}}) {
                $null = Start-OptFlow obeys -Root '{{workspace.Root}}'
                while (-not (Test-Path '{{AtWork(workspace, "obeys")}}')) { Start-Sleep -Milliseconds 20 }
                (Measure-Command { Stop-OptFlow obeys -Root '{{workspace.Root}}' -Confirm:$false }).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
                Remove-Item '{{AtWork(workspace, "obeys")}}'
            }
            """);
        var lines = External.Run(pwsh, ["-NoProfile", "-NonInteractive", "-File", script], Environment.CurrentDirectory).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var durations = lines.Skip(1).Select(l => double.Parse(l, CultureInfo.InvariantCulture)).Order().ToList();
        return durations[durations.Count / 2];
    }

    private static double Idle(Workspace workspace, string name, int program, long start)
    {
        var duration = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var status = workspace.Flows.Check(new FlowTarget(name)).Flow.Status;
        return status != FlowStatus.Running && ProcessIdentity.Of(program) is not { IsAlive: true }
            ? duration
            : throw new InvalidOperationException($"{name} is {status}, its program is process {program}");
    }

    private static int WaitForProgram(Workspace workspace, string name)
    {
        var file = AtWork(workspace, name);
        while (!File.Exists(file))
        {
            Thread.Sleep(5);
        }

        return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
    }

    private static void Forget(Workspace workspace, string name)
    {
        if (File.Exists(AtWork(workspace, name)))
        {
            File.Delete(AtWork(workspace, name));
        }
    }

    private static string AtWork(Workspace workspace, string name) => Path.Combine(workspace.Instances.Get(name).Path, "workflow", "at-work");

    private static double Median(Func<double> measure)
    {
        measure();
        var durations = Enumerable.Range(0, Times).Select(_ => measure()).Order().ToList();
        return durations[Times / 2];
    }
}
