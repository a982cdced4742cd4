using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Cli.Progress;
using OptAIC.Engine.Facade;
using OptAIC.Errors;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic quickstart</c></summary>
internal static class QuickstartCommand
{
    private const string DefaultDirectory = "optaic-quickstart";

    /// <summary>Builds it.</summary>
    public static Command Build(string name, string description)
    {
        var directory = Options.Text("--dir", "DIR", $"Where to make the workspace (default: --root, else ./{DefaultDirectory})");
        return new Verb(name, description, "optaic quickstart --dir ./demo", call =>
        {
            var path = Path.GetFullPath(call.Line.GetValue(directory) ?? call.Root ?? DefaultDirectory);
            var result = PlanRun.Watch(call, (progress, cancellation) => Quickstart.RunAsync(path, progress, cancellation: cancellation));
            call.Show(result, Json.Document.QuickstartResult, screen => Write(screen, result));
            return PlanRun.Conclude(result.Plan);
        })
        { directory };
    }

    private static void Write(Screen screen, QuickstartResult result)
    {
        if (result.Plan.ExitCode != ExitCode.Done)
        {
            return;
        }

        var didNothing = result.Created.Count == 0 && result.Plan.Steps.All(s => s.Outcome is null or StepOutcome.Skipped);
        screen.Line(didNothing ? $"everything is ready in {result.Root}; nothing to do" : Made(result));
        Heading(screen, "Lineage");
        LineageTree.Write(screen, result.Lineage);
        if (result.Backtest is { } backtest)
        {
            Heading(screen, $"Backtest {backtest.Instance}, up to {Words.Of(backtest.LastDataDate)}");
            MetricsOutput.WriteImportant(screen, backtest.Metrics);
        }

        var optaic = $"{ShellQuoted(ProgramName())} --root {ShellQuoted(result.Root)}";
        Heading(screen, "Try next");
        screen.Line($"  {optaic} runs show momentum_backtest");
        screen.Line($"  {optaic} data read momentum --from 2018-02-01 --entity AAPL");
        screen.Line($"  {optaic} flow status momentum_backtest --explain");
        screen.Line($"(the last one after adding rows to {result.PricesFile}; 'refresh +momentum_backtest' then runs what they make stale)");
    }

    private static string Made(QuickstartResult result) =>
        result.Created.Count == 0 ? $"refreshed {result.Root}" : $"made {string.Join(", ", result.Created)} in {result.Root}";

    // What can be pasted: the bare name only where it leads to this program.
    private static string ProgramName()
    {
        var program = Environment.ProcessPath ?? "optaic";
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return folders.Any(f => string.Equals(Path.Join(f, Path.GetFileName(program)), program, StringComparison.Ordinal)) ? "optaic" : program;
    }

    private static void Heading(Screen screen, string text)
    {
        screen.Line();
        screen.Line(screen.Paint(text, Tint.Strong));
    }

    private static string ShellQuoted(string path) => path.All(c => char.IsLetterOrDigit(c) || c is '/' or '\\' or ':' or '.' or '_' or '-' or '~') ? path : $"\"{path}\"";
}
