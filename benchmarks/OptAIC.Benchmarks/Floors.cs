using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;

namespace OptAIC.Benchmarks;

/// <summary>What the machine itself needs for the steps that durable work is made of.</summary>
internal static class Floors
{
    public static void Report(ScratchFolder folder)
    {
        var content = new byte[2000];
        Timing.Print("floor: temp + flush + rename + flush of the folder", Timing.Median(200, _ => DurableFile.Write(folder.Combine("document"), content, Durability.Truth)));
        using var log = AppendLog.Open(folder.Combine("log"));
        Timing.Print("floor: append + flush", Timing.Median(200, _ => log.Append(content.AsSpan(0, 200), Durability.Truth)));
        Timing.Print("floor: start a process and wait for it", Timing.Median(50, _ => Spawn(folder)));
    }

    private static void Spawn(ScratchFolder folder)
    {
        using var child = ChildProcess.Start(new ChildSpec
        {
            Program = OperatingSystem.IsWindows() ? "whoami.exe" : "true",
            WorkingDirectory = folder.Path,
            Environment = ChildSpec.CurrentEnvironment(),
            Input = ChildInput.None,
        });
        child.Exit.GetAwaiter().GetResult();
    }
}
