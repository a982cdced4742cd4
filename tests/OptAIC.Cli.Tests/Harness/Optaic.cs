using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;

namespace OptAIC.Cli.Tests.Harness;

/// <summary>Starts the built executable, as a user would, in an environment of its own.</summary>
internal sealed class Optaic(string root)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string Executable { get; } = Locate();

    public string Root { get; } = root;

    /// <summary>The folder in which it is started.</summary>
    public string Directory { get; init; } = root;

    /// <summary>Environment variables besides those of the test.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Runs a command to its end.</summary>
    public CommandResult Run(params string[] args) => RunAsync(args).GetAwaiter().GetResult();

    /// <summary>
    /// Runs a command in this process, where what counts is what it says and does, and not how a process begins and ends. Paths that are relative are not
    /// those of the workspace; what it runs, it runs in processes of their own as ever.
    /// </summary>
    public CommandResult RunHere(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = (int)Application.Run(["--root", Root, .. args], _ => new Screen(output, colour: false), _ => new Screen(error, colour: false));
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    /// <inheritdoc cref="Run"/>
    public async Task<CommandResult> RunAsync(params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new CommandResult(process.ExitCode, await output.WaitAsync(timeout.Token), await error.WaitAsync(timeout.Token));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'optaic {string.Join(' ', args)}' did not end");
        }
    }

    /// <summary>Runs a command with <c>--json</c> that has to succeed, and reads what it prints.</summary>
    public JsonElement Json(params string[] args)
    {
        var result = Run([.. args, "--json"]);
        Assert.True(result.ExitCode == 0, $"optaic {string.Join(' ', args)}: {result}");
        return result.Json;
    }

    /// <summary>Starts a command and leaves it running.</summary>
    public Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Executable, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Directory,
        };
        start.Environment["OPTAIC_HOME"] = Root;
        start.Environment.Remove("OPTAIC_RUNNER");
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string Locate()
    {
        var path = typeof(Optaic).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "OptaicExecutable").Value!;
        return Path.GetFullPath(OperatingSystem.IsWindows() ? path + ".exe" : path);
    }
}
