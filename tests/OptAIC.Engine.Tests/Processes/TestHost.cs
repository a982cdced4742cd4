using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Tests.Processes;

/// <summary>Starts the helper program, and others, as children that end with the test.</summary>
internal static class TestHost
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "OptAIC.TestHost.exe" : "OptAIC.TestHost");

    public static ChildSpec Spec(string program, params string[] arguments) => new()
    {
        Program = program,
        Arguments = arguments,
        WorkingDirectory = Path.GetTempPath(),
        Environment = ChildSpec.CurrentEnvironment(),
        Output = ChildOutput.Pipe,
    };

    public static ChildProcess Start(params string[] arguments) => ChildProcess.Start(Spec(Program, arguments));

    public static ChildProcess Shell(string script) => ChildProcess.Start(Spec("sh", "-c", script));

    /// <summary>Runs to the end and gives what it printed.</summary>
    public static async Task<(ExitStatus Status, string Output)> RunAsync(ChildSpec spec)
    {
        using var child = ChildProcess.Start(spec);
        var output = await new StreamReader(child.Output!).ReadToEndAsync();
        return (await child.Exit, output);
    }

    /// <summary>The next line that a child prints.</summary>
    public static string? ReadLine(this ChildProcess child) => new StreamReader(child.Output!, bufferSize: 1).ReadLine();

    /// <summary>Waits for a fact; a test that waits in vain fails.</summary>
    public static async Task Until(Func<bool> isSo)
    {
        for (var deadline = Environment.TickCount64 + 30_000; !isSo(); await Task.Delay(5))
            Assert.True(Environment.TickCount64 < deadline, "Nothing happened within 30 s.");
    }
}
