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
        var runs = Options.Text("--retain-runs", "N", "Retain the N newest runs of each flow when 'runs remove --retention' removes the rest; 0: no such rule");
        var age = Options.Text("--retain-age", "TIME", "Retain runs that ended within this time, such as 30d; 0: no such rule");
        var size = Options.Text("--retain-size", "SIZE", "Of the others, retain the newest that take no more, such as 5GB; 0: no such rule");
        var alert = Options.Text("--alert-command", "PROGRAM", "Program that is told of alerts, a JSON document on its standard input; an empty name takes it back");
        var arguments = Options.Repeatable("--alert-argument", "TEXT", "An argument of that program");
        return new Verb(name, description, "optaic init --root ~/research --tag-limit api=2\noptaic init --retain-runs 20 --retain-age 30d", call =>
        {
            var retention = new OptRetention { Runs = call.Line.Count(runs, least: 0), Age = call.Line.Duration(age, orNone: true), Size = call.Line.Size(size) };
            var limits = new WorkspaceLimits { MaxConcurrentFlows = call.Line.Count(most, least: 0), TagLimits = call.Line.Counts(tags), Retention = retention, AlertCommand = Command(call.Line.GetValue(alert), call.Line.GetValue(arguments)) };
            var workspace = call.Initialize();
            call.Show(limits.IsEmpty ? workspace.Describe() : workspace.SetLimits(limits), Json.Document.OptWorkspace, screen => screen.Line($"workspace ready in {call.Workspace.Root}"));
        })
        { most, tags, runs, age, size, alert, arguments };
    }

    private static IReadOnlyList<string>? Command(string? program, string[]? arguments) => (program, arguments) switch
    {
        (null, null or []) => null,
        (null, _) => throw new UsageException("--alert-argument goes with --alert-command", "name the program, too"),
        ("", _) => [],
        _ => [program, .. arguments ?? []],
    };

    /// <summary>Builds <c>doctor</c>.</summary>
    public static Command BuildDoctor(string name, string description) =>
        new Verb(name, description, "optaic doctor --json", call =>
        {
            var issues = call.Workspace.Health.Doctor();
            call.Show(issues, Json.Document.IReadOnlyListOptIssue, screen => IssueOutput.Write(screen, issues, "everything is right"));
            return IssueOutput.ExitCodeOf(issues, ExitCode.Failed);
        });
}
