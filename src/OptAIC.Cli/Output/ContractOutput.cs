using System.Globalization;
using OptAIC.Contracts;
using OptAIC.Errors;
using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>Reports of contracts for people.</summary>
internal static class ContractOutput
{
    /// <summary>All reports, and how they add up.</summary>
    public static void Write(Screen screen, IReadOnlyList<OptContractReport> reports)
    {
        if (reports.Count == 0)
        {
            screen.Line("no contracts");
            return;
        }

        WriteAll(screen, reports, "");
        screen.Line();
        screen.Line(string.Join(", ", reports.GroupBy(r => r.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}")));
    }

    /// <summary>A line per contract, and below it what was found.</summary>
    public static void WriteAll(Screen screen, IReadOnlyList<OptContractReport> reports, string indent)
    {
        foreach (var report in reports)
        {
            var @checked = report.Checked > 0 ? $"  {report.Checked.ToString("N0", CultureInfo.InvariantCulture)} checked" : "";
            screen.Line($"{indent}{screen.Paint(Word(report.Outcome).PadRight(11), TintOf(report.Outcome))}  {Name(report)}  ({report.Source}, {SnakeCase.Of(report.Gate).Replace('_', ' ')}){@checked}");
            foreach (var issue in report.Issues)
            {
                screen.Line($"{indent}             {issue.Message.ReplaceLineEndings(" ")}");
                if (issue.Sample.Count > 0)
                {
                    screen.Line($"{indent}             for example {string.Join(", ", issue.Sample.Take(3))}");
                }
            }
        }
    }

    /// <summary>The exit code of a command that checked contracts.</summary>
    public static ExitCode ExitCodeOf(IReadOnlyList<OptContractReport> reports) =>
        reports.Any(r => r.Outcome == ContractOutcome.Blocked) ? ExitCode.Refused : ExitCode.Done;

    private static string Name(OptContractReport report) => report.Contract.Length == 0 ? report.Kind : $"{report.Kind}  {report.Contract}";

    private static string Word(ContractOutcome outcome) => SnakeCase.Of(outcome).Replace('_', ' ');

    private static Tint TintOf(ContractOutcome outcome) => outcome switch
    {
        ContractOutcome.Passed => Tint.Good,
        ContractOutcome.Blocked => Tint.Bad,
        ContractOutcome.Warned => Tint.Warning,
        _ => Tint.Faint,
    };
}
