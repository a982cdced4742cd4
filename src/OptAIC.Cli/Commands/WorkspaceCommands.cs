using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Errors;

namespace OptAIC.Cli.Commands;

/// <summary>The workspace as a whole: <c>init</c>, <c>doctor</c>.</summary>
internal static class WorkspaceCommands
{
    /// <summary>Builds <c>init</c>.</summary>
    public static Command BuildInit(string name, string description) =>
        new Verb(name, description, "optaic init --root ~/research", call =>
            call.Show(call.Initialize().Describe(), Json.Document.OptWorkspace, screen => screen.Line($"workspace ready in {call.Workspace.Root}")));

    /// <summary>Builds <c>doctor</c>.</summary>
    public static Command BuildDoctor(string name, string description) =>
        new Verb(name, description, "optaic doctor --json", call =>
        {
            var issues = call.Workspace.Health.Doctor();
            call.Show(issues, Json.Document.IReadOnlyListOptIssue, screen => IssueOutput.Write(screen, issues, "everything is right"));
            return IssueOutput.ExitCodeOf(issues, ExitCode.Failed);
        });
}
