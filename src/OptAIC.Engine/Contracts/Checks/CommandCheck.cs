using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Definitions;
using OptAIC.Engine.Csv;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Secrets;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Contracts.Checks;

/// <summary>
/// The contract <c>command</c>: a program in a folder of its own, with a copy of its definition's files, a context file and the data as a long CSV
/// file. It judges by its exit code and by lines <c>optaic::issue</c>; it never sees the store.
/// </summary>
/// <param name="staging">Folder in which the program's own folder is made and removed again.</param>
internal sealed class CommandCheck(string staging)
{
    private const int LastLines = 3;

    public async Task<ContractCheck> CheckAsync(BoundContract contract, ContractGate gate, ContractSubject subject, CancellationToken cancellation)
    {
        var folder = Path.Combine(staging, $"contract-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(folder);
        try
        {
            var work = Path.Combine(folder, "workflow");
            Sandbox.Fill(work, contract.Folder);
            var data = subject.Data.Value is { } panel ? WriteData(folder, panel) : null;
            var context = WriteContext(folder, gate, subject, data);
            return await RunAsync(contract.Contract.Config, folder, work, context, data, subject, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ContractCheck> RunAsync(JsonElement config, string folder, string work, string context, string? data, ContractSubject subject, CancellationToken cancellation)
    {
        var command = config.Texts("command").Select(a => a.Replace("${data}", data ?? "", StringComparison.Ordinal).Replace("${files}", subject.Files ?? "", StringComparison.Ordinal)).ToList();
        var report = new CommandReport(null);
        using var output = new ProgramLog(Path.Combine(folder, "stdout"), SecretRedactor.None, new OutputProtocol("stdout", report));
        using var error = new ProgramLog(Path.Combine(folder, "stderr"), SecretRedactor.None, null);
        using var child = Start(command, work, context, data, subject);
        var reading = Task.WhenAll(Read(output, child.Output!), Read(error, child.Error!));
        var limit = config.Duration("timeout")!.Value;
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(limit);
        try
        {
            var status = await child.Exit.WaitAsync(clock.Token).ConfigureAwait(false);
            await child.StopAsync(StopPatience.Default, CancellationToken.None).ConfigureAwait(false);
            await reading.WaitAsync(clock.Token).ConfigureAwait(false);
            var rows = subject.Data.Value is { } panel ? (long)panel.Index.Rows * panel.Index.Count : 0;
            return new(rows, Findings(command[0], status, report, error.LastLines(LastLines)));
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(StopPatience.Default, CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return new(0, [new("command_timeout", $"{command[0]} ran longer than {limit}", 1, [])]);
        }
    }

    private static List<ContractFinding> Findings(string program, ExitStatus status, CommandReport report, IReadOnlyList<string> said)
    {
        var findings = report.Issues.Select(i => new ContractFinding(i.Code, i.Message, i.Count ?? 1, i.Sample) { IsRemark = i.Severity == IssueSeverity.Warning }).ToList();
        if (!status.IsSuccess && findings.All(f => f.IsRemark))
        {
            findings.Add(new("command_failed", $"{program} ended with {status}{(said.Count > 0 ? $": {string.Join(" | ", said)}" : "")}", 1, []));
        }

        return findings;
    }

    private static ChildProcess Start(List<string> command, string work, string context, string? data, ContractSubject subject)
    {
        var environment = CommandEnvironment.Inherit(EntryEnvironment.Standard);
        environment["OPTAIC_CONTEXT"] = context;
        foreach (var (name, value) in new[] { ("OPTAIC_DATA", data), ("OPTAIC_FILES", subject.Files) })
        {
            if (value is not null)
            {
                environment[name] = value;
            }
        }

        return ChildProcess.Start(new ChildSpec
        {
            Program = command[0],
            Arguments = command[1..],
            WorkingDirectory = work,
            Environment = environment,
            Input = ChildInput.Pipe,
            Output = ChildOutput.Pipe,
            Error = ChildOutput.Pipe,
        });
    }

    private static string WriteData(string folder, Panel panel)
    {
        var path = Path.Combine(folder, "data.csv");
        PanelCsv.Write(path, panel);
        return path;
    }

    private static string WriteContext(string folder, ContractGate gate, ContractSubject subject, string? data)
    {
        var path = Path.Combine(folder, "context.json");
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("instance", subject.Instance);
        json.WriteString("type", subject.Type.ToString());
        json.WriteString("gate", SnakeCase.Of(gate));
        json.WriteString("as_of", subject.AsOf.ToString("O"));
        json.WriteString("last_data_date", subject.LastDataDate?.ToString("O"));
        json.WriteString("data", data);
        json.WriteString("files", subject.Files);
        json.WriteStartObject("metrics");
        foreach (var (name, value) in subject.Metrics ?? new Dictionary<string, double?>())
        {
            if (value is { } number && double.IsFinite(number))
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteNull(name);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
        return path;
    }

    private static Task Read(ProgramLog log, Stream stream) => Task.Factory.StartNew(() => log.Read(stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
