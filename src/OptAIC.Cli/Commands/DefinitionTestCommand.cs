using System.Diagnostics;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Execution;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Errors;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic definition test</c></summary>
internal static class DefinitionTestCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Build()
    {
        var definition = Options.Required("definition", "Folder (./name), or name, name@1.2.0 or name@^1.2 of a registered one");
        var filter = Options.Text("--filter", "PATTERN", "Only cases with such names, with * and ?");
        var keep = Options.Flag("--keep", "Leave the throw-away workspaces in place, and say where");
        var jobs = Options.Text("--jobs", "N", "Most cases at the same time; one per core when left out", "-j");
        return new("test", "Check a definition and run its own test cases, each in a workspace that is thrown away", "optaic definition test ./momentum --filter 'two names*'", call =>
        {
            var reference = call.Line.GetRequiredValue(definition);
            var isPath = reference.AsSpan().ContainsAny('/', '\\') || reference is "." or ".." || File.Exists(reference);
            var issues = isPath ? DefinitionFacade.Validate(reference) : [];
            if (issues.Any(i => i.Severity == IssueSeverity.Error))
            {
                call.Show(TestReport.Of(null, issues, []), Json.Document.TestReport, screen => IssueOutput.Write(screen, issues, ""));
                return ExitCode.Usage;
            }

            var tests = isPath ? DefinitionFacade.TestsOf(reference, call.Line.GetValue(filter)) : call.Workspace.Definitions.Tests(reference, call.Line.GetValue(filter));
            return Run(call, tests, issues, new DefinitionTestOptions { Keep = call.Line.GetValue(keep), Jobs = call.Line.Count(jobs) });
        })
        { definition, filter, keep, jobs };
    }

    private static ExitCode Run(Invocation call, DefinitionTests tests, IReadOnlyList<OptIssue> issues, DefinitionTestOptions options)
    {
        var started = Stopwatch.GetTimestamp();
        if (!call.Json && issues.Count > 0)
        {
            IssueOutput.Write(call.Screen, issues, "");
        }

        var results = new List<OptTestResult>();
        call.Wait(async cancellation =>
        {
            await foreach (var result in tests.RunAsync(options, cancellation).ConfigureAwait(false))
            {
                results.Add(result);
                if (!call.Json)
                {
                    TestOutput.Write(call.Screen, result);
                }
            }
        });
        var report = TestReport.Of(tests.Definition, issues, results);
        call.Show(report, Json.Document.TestReport, screen =>
        {
            if (results.Count == 0)
            {
                screen.Line($"{tests.Definition} is valid; it has no test cases");
            }
            else
            {
                TestOutput.WriteSummary(screen, tests.Definition, report, Stopwatch.GetElapsedTime(started));
            }
        });
        return report.Failed > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
