using System.Diagnostics;

namespace OptAIC.Engine.Tests.Ticks;

/// <summary>A program in a folder of a given name that writes down the arguments that it is given.</summary>
internal sealed class ToldArguments : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("optaic-tick-").FullName;

    public ToldArguments(string folder)
    {
        Folder = Directory.CreateDirectory(Path.Combine(_parent, folder)).FullName;
        Program = Path.Combine(Folder, "optaic");
        if (!OperatingSystem.IsWindows())
        {
            var script = Path.Combine(_parent, "script");
            File.WriteAllText(script, $"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{Path.Combine(_parent, "told")}'\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // Written by a process of its own: a file that this one writes may be open in a child that another test forks just then, and is «busy».
            Run("/bin/cp", "-p", script, Program);
        }
    }

    public string Folder { get; }

    public string Program { get; }

    /// <summary>What it was given.</summary>
    public string[] Arguments => File.ReadAllLines(Path.Combine(_parent, "told"));

    /// <summary>Runs a program to its end.</summary>
    public static void Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && output.Result.Length == 0 && error.Result.Length == 0, $"{program} {string.Join(' ', arguments)}: exit {process.ExitCode}\n{output.Result}{error.Result}");
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
