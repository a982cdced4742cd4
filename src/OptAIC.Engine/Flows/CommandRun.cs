using System.Globalization;
using System.Text;
using System.Text.Json;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Errors;
using OptAIC.Naming;

namespace OptAIC.Engine.Flows;

/// <summary>What a program reported while it ran.</summary>
internal sealed record CommandReport(IReadOnlyDictionary<string, double?> Metrics, DateOnly? LastDataDate, IReadOnlyList<string> CommandLine, int ExitCode);

/// <summary>
/// Runs a program in the instance's sandbox: in its own process group, with a context file, an output folder, and
/// <c>optaic::</c> lines on its standard output. Whatever way the run ends, nobody of the group is left.
/// </summary>
internal sealed class CommandRun(FlowContext context, IReadOnlyList<string> command, JsonElement config, IReadOnlyDictionary<string, string> environment)
{
    private const string Marker = "optaic::";
    private static readonly StopPatience Patience = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));

    private readonly Dictionary<string, double?> _metrics = [];
    private DateOnly? _lastDataDate;

    /// <summary>Runs it to its end.</summary>
    /// <param name="output">Folder in which it leaves its results.</param>
    /// <param name="cancellation">Ends the program and everything that it started.</param>
    /// <exception cref="CommandFailedException">It ended with another code than 0, or by a signal.</exception>
    public async Task<CommandReport> RunAsync(string output, CancellationToken cancellation)
    {
        Directory.CreateDirectory(context.Paths.Workflow);
        var templates = new CommandTemplates(config, context.Paths.Directory, output);
        var arguments = command.Select(templates.Fill).ToList();
        var contextFile = CommandContext.Write(context, config, output);
        using var child = ChildProcess.Start(new ChildSpec
        {
            Program = arguments[0],
            Arguments = arguments[1..],
            WorkingDirectory = context.Paths.Workflow,
            Environment = Environment(contextFile),
            Input = ChildInput.Pipe,
            Output = ChildOutput.Pipe,
            Error = ChildOutput.ToFile(Path.Combine(context.Run.LogPath, RunLogNames.Stderr)),
        });
        context.DeclareChildGroup(child.Identity);
        var reading = ReadOutputAsync(child.Output!);
        try
        {
            var status = await child.Exit.WaitAsync(cancellation).ConfigureAwait(false);
            // Whoever the program left behind would hold the pipe and the sandbox.
            await child.StopAsync(Patience, CancellationToken.None).ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            ReadMetricsFile(output);
            return status.IsSuccess
                ? new CommandReport(_metrics, _lastDataDate, arguments, 0)
                : throw new CommandFailedException(context.Instance.Name, arguments[0], status, context.Run.LogPath);
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(Patience, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        finally
        {
            context.DeclareChildGroup(null);
        }
    }

    private Dictionary<string, string> Environment(string contextFile)
    {
        var variables = CommandContext.InheritedVariables();
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        variables["OPTAIC_RUN_DIR"] = context.Paths.Directory;
        variables["OPTAIC_CONTEXT"] = contextFile;
        return variables;
    }

    private async Task ReadOutputAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        using var log = AppendLog.Open(Path.Combine(context.Run.LogPath, RunLogNames.Stdout));
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            log.Append(Encoding.UTF8.GetBytes(line), Durability.Knowledge);
            if (line.StartsWith(Marker, StringComparison.Ordinal))
            {
                Take(line[Marker.Length..]);
            }
        }
    }

    private void Take(string message)
    {
        var words = message.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var values = words.Skip(1).Select(w => w.Split('=', 2)).Where(p => p.Length == 2).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1]);
        switch (words.FirstOrDefault())
        {
            case "metric" when values.TryGetValue("name", out var name) && values.TryGetValue("value", out var text) && TryNumber(text, out var value):
                _metrics[name] = value;
                break;
            case "progress" when words.Length > 1 && TryNumber(words[1], out var percent):
                context.Progress(Math.Clamp(percent, 0, 100), words.Length > 2 ? string.Join(' ', words.Skip(2)) : null);
                break;
            case "output" when values.TryGetValue("last_data_date", out var date) && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last):
                _lastDataDate = last;
                break;
            default:
                context.Log($"warning: '{Marker}{message}' was not understood; there are metric name=… value=…, progress PERCENT [text], output last_data_date=YYYY-MM-DD");
                break;
        }
    }

    private void ReadMetricsFile(string output)
    {
        var file = Path.Combine(output, "metrics.json");
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            using var metrics = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var metric in metrics.RootElement.EnumerateObject().Where(m => m.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null))
            {
                _metrics[metric.Name] = metric.Value.ValueKind == JsonValueKind.Null ? null : metric.Value.GetDouble();
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            context.Log($"warning: {file} is no JSON object of numbers and was not used");
        }
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}

/// <summary>A program ended badly.</summary>
public sealed class CommandFailedException : OptException
{
    internal CommandFailedException(string instance, string program, ExitStatus status, string logs)
        : base("CommandFailed", Errors.ExitCode.Failed, $"{instance}: {program} ended with {status}", $"see its logs in {logs}, or 'optaic runs logs {instance} --stderr'")
    {
        Instance = instance;
        ProgramExitCode = status.ShellCode;
    }

    /// <summary>Name of the instance.</summary>
    public string Instance { get; }

    /// <summary>The program's exit code; 128 and the signal's number when a signal ended it.</summary>
    public int ProgramExitCode { get; }
}

/// <summary>A template in a command line names nothing.</summary>
/// <param name="template">The template.</param>
/// <param name="known">What could be named.</param>
public sealed class UnknownTemplateException(string template, IReadOnlyList<string> known)
    : OptException("UnknownTemplate", ExitCode.Usage, $"'${{{template}}}' in the command names nothing; there are {string.Join(", ", known)}", NearestName.Hint(template, known));
