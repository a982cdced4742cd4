using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Cli.Commands;

/// <summary>The workspace as a whole: <c>init</c>, <c>doctor</c>.</summary>
internal static class WorkspaceCommands
{
    /// <summary>Builds <c>init</c>.</summary>
    public static Command BuildInit(string name, string description)
    {
        var most = Options.Text("--max-flows", "N", "Most flows that run at the same time, whoever starts them; 0: no limit");
        var tags = Options.Repeatable("--tag-limit", "TAG=N", "Most flows of instances with a tag that run at the same time; TAG=0: no limit");
        return new Verb(name, description, "optaic init --root ~/research --tag-limit api=2", call =>
        {
            var limits = new WorkspaceLimits { MaxConcurrentFlows = call.Line.Count(most, least: 0), TagLimits = call.Line.Counts(tags) };
            var workspace = call.Initialize();
            call.Show(limits.IsEmpty ? workspace.Describe() : workspace.SetLimits(limits), Json.Document.OptWorkspace, screen => screen.Line($"workspace ready in {call.Workspace.Root}"));
        })
        { most, tags };
    }

    /// <summary>Builds <c>doctor</c>.</summary>
    public static Command BuildDoctor(string name, string description) =>
        new Verb(name, description, "optaic doctor --json", call =>
        {
            var issues = call.Workspace.Health.Doctor();
            call.Show(issues, Json.Document.IReadOnlyListOptIssue, screen => IssueOutput.Write(screen, issues, "everything is right"));
            return IssueOutput.ExitCodeOf(issues, ExitCode.Failed);
        });
}
