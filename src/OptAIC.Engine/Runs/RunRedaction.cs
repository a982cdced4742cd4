using OptAIC.Engine.Documents;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Runs;

/// <summary>Takes secrets out of a record before it is written: out of everything that a program can have had a say in.</summary>
internal static class RunRedaction
{
    public static RunRecord Redact(this SecretRedactor redactor, RunRecord run) => !redactor.IsNeeded ? run : run with
    {
        Error = run.Error is { } error ? new RunError(error.Type, redactor.Redact(error.Message), redactor.RedactAny(error.Hint)) : null,
        Issues = [.. run.Issues.Select(i => Redact(redactor, i))],
        Contracts = [.. run.Contracts.Select(c => c with { Issues = [.. c.Issues.Select(i => Redact(redactor, i))] })],
        CommandLine = run.CommandLine is { } command ? [.. command.Select(redactor.Redact)] : null,
        Steps = [.. run.Steps.Select(s => s with { Error = redactor.RedactAny(s.Error), CommandLine = s.CommandLine is { } line ? [.. line.Select(redactor.Redact)] : null })],
        Metrics = run.Metrics.GroupBy(m => redactor.Redact(m.Key)).ToDictionary(m => m.Key, m => m.Last().Value),
        Artifacts = [.. run.Artifacts.Select(a => a with { Path = redactor.Redact(a.Path) })],
    };

    private static OptIssue Redact(SecretRedactor redactor, OptIssue issue) => issue with
    {
        Code = redactor.Redact(issue.Code),
        Message = redactor.Redact(issue.Message),
        File = redactor.RedactAny(issue.File),
        Pointer = redactor.RedactAny(issue.Pointer),
        Expected = redactor.RedactAny(issue.Expected),
        Found = redactor.RedactAny(issue.Found),
        Sample = [.. issue.Sample.Select(redactor.Redact)],
    };
}
