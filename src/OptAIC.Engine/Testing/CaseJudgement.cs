using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Testing;

/// <summary>Compares what happened with what a case expects.</summary>
/// <param name="test">The case.</param>
/// <param name="output">What was published.</param>
internal sealed class CaseJudgement(TestCase test, CaseOutput output)
{
    private const int LongestShown = 200;
    private readonly List<OptIssue> _differences = [];

    private TestExpectation Expect => test.Expect;

    /// <summary>Everything that is not as expected.</summary>
    public IReadOnlyList<OptIssue> Differences(CaseOutcome outcome)
    {
        if (outcome.Status != Expect.Status)
        {
            var what = outcome.Error is null ? SnakeCase.Of(outcome.Status) : $"{SnakeCase.Of(outcome.Status)}: {outcome.Error}";
            Add(test.Position, "different_status", $"expected the status {SnakeCase.Of(Expect.Status)}, found {what}", SnakeCase.Of(Expect.Status), SnakeCase.Of(outcome.Status));
            _differences.AddRange(outcome.Issues);
            return _differences;
        }

        JudgeError(outcome);
        JudgeIssues(outcome);
        _differences.AddRange(ContractJudgement.Differences(Expect.Contracts, outcome.Contracts));
        if (outcome is { Status: ExpectedStatus.Completed, Run: { } run })
        {
            JudgeMetrics(run);
            JudgeData();
            JudgeFiles(run);
        }

        return _differences;
    }

    private void JudgeError(CaseOutcome outcome)
    {
        if (Expect.ErrorType is { } type && !string.Equals(type, outcome.ErrorType, StringComparison.OrdinalIgnoreCase))
        {
            Add(test.Position, "different_error", $"expected an error of type {type}, found {outcome.ErrorType ?? "none"}: {outcome.Error}", type, outcome.ErrorType);
        }

        if (Expect.ErrorMessage is { } pattern && !Says(outcome.Error ?? "", pattern))
        {
            Add(test.Position, "different_error", $"expected an error that says '{pattern}', found '{outcome.Error}'", pattern, outcome.Error);
        }
    }

    private static bool Says(string message, string pattern) => pattern.AsSpan().ContainsAny('*', '?')
        ? FileSystemName.MatchesSimpleExpression(pattern, message)
        : message.Contains(pattern, StringComparison.OrdinalIgnoreCase);

    private void JudgeIssues(CaseOutcome outcome)
    {
        if (Expect.Issues.Count == 0)
        {
            return;
        }

        var found = outcome.Issues.Select(i => i.Code).Distinct().ToList();
        foreach (var code in Expect.Issues.Except(found, StringComparer.Ordinal))
        {
            Add(test.Position, "missing_issue", $"expected to be refused with '{code}', found {string.Join(", ", found)}", code, string.Join(", ", found));
        }

        foreach (var extra in outcome.Issues.Where(i => !Expect.Issues.Contains(i.Code, StringComparer.Ordinal)))
        {
            Add(test.Position, "extra_issue", $"refused with '{extra.Code}' too, which is not expected: {extra}", null, extra.Code);
        }
    }

    private void JudgeMetrics(OptRun run)
    {
        foreach (var metric in Expect.Metrics)
        {
            if (run.Metrics.GetValueOrDefault(metric.Name) is not { } value)
            {
                var known = run.Metrics.Count == 0 ? "it has none" : $"it has {string.Join(", ", run.Metrics.Keys.Order(StringComparer.Ordinal))}";
                Add(metric.Position, "missing_metric", $"the run has no value of the metric '{metric.Name}'; {known}", metric.Name, null);
            }
            else if ((metric.Value is { } same && !Numbers.AreSame(same, value, Expect.Tolerance)) || value < metric.Min || value > metric.Max)
            {
                var wanted = metric.Value is { } exact ? Text(exact)
                    : string.Join(" and ", new[] { metric.Min is { } min ? $"at least {Text(min)}" : null, metric.Max is { } max ? $"at most {Text(max)}" : null }.OfType<string>());
                Add(metric.Position, "different_metric", $"{metric.Name}: expected {wanted}, found {Text(value)}", wanted, Text(value));
            }
        }
    }

    private void JudgeData()
    {
        if (Expect.Data is not { } expected)
        {
            return;
        }

        if (output.Table() is { } actual)
        {
            _differences.AddRange(TableComparison.Compare(expected, "the published data", actual, Expect.Tolerance));
        }
        else
        {
            Add(expected.Position, "no_data", $"there are no rows to compare: {output.WhyNoTable()}", null, null);
        }
    }

    private void JudgeFiles(OptRun run)
    {
        foreach (var file in Expect.Files)
        {
            var path = output.File(file.Path, run);
            if ((path is not null) != file.Exists)
            {
                var names = output.Files(run);
                Add(file.Position, file.Exists ? "missing_file" : "extra_file", file.Exists ? $"there is no file '{file.Path}'; there {(names.Count == 0 ? "are none" : $"is {string.Join(", ", names)}")}" : $"there is a file '{file.Path}', and there should be none", null, null);
            }
            else if (path is not null)
            {
                JudgeFile(file, path);
            }
        }
    }

    private void JudgeFile(ExpectedFile file, string path)
    {
        var content = System.IO.File.ReadAllBytes(path);
        if (file.Sha256 is { } hash && Convert.ToHexStringLower(SHA256.HashData(content)) is var found && found != hash)
        {
            Add(file.Position, "different_hash", $"{file.Path}: expected the SHA-256 {hash}, found {found}", hash, found);
        }

        var text = file.Contains.Count > 0 ? Encoding.UTF8.GetString(content) : "";
        foreach (var part in file.Contains.Where(p => !text.Contains(p, StringComparison.Ordinal)))
        {
            var begin = text.Length > LongestShown ? text[..LongestShown] + " …" : text;
            Add(file.Position, "different_content", $"{file.Path} does not contain '{part}'; it begins with '{begin}'", part, begin);
        }

        if (file.Data is { } rows)
        {
            _differences.AddRange(TableComparison.Compare(rows, file.Path, CsvTable.Read(path), Expect.Tolerance));
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private void Add(DocumentPosition position, string code, string message, string? expected, string? found) =>
        _differences.Add(position.Issue(code, message) with { Expected = expected, Found = found });
}
