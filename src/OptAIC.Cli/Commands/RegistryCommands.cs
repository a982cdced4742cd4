using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Errors;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic registry …</c></summary>
internal static class RegistryCommands
{
    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { Check(), Repair() };

    private static Verb Check() => new("check", "Compare the registry with the directories", "optaic registry check", call =>
    {
        var issues = call.Workspace.Health.CheckRegistry();
        call.Show(issues, Json.Document.IReadOnlyListOptIssue, screen => IssueOutput.Write(screen, issues, "the registry agrees with the directories"));
        return IssueOutput.ExitCodeOf(issues, ExitCode.Failed);
    });

    private static Verb Repair()
    {
        var whatIf = Options.Flag("--what-if", "Only say what would be done");
        return new("repair", "Rebuild the registry from the directories; unreadable documents are moved aside, never deleted", "optaic registry repair --what-if", call =>
        {
            var report = call.Workspace.Health.RepairRegistry(call.Line.GetValue(whatIf), call.Cancellation);
            call.Show(report, Json.Document.RegistryRepairReport, screen =>
            {
                foreach (var action in report.Actions)
                {
                    screen.Line(action);
                }

                screen.Line($"{Words.Count(report.Instances, "instance")} and {Words.Count(report.Runs, "run")} in the registry");
            });
        })
        { whatIf };
    }
}
