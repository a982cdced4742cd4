using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Testing;

/// <summary>Reads the file of a case, finding all that is wrong with it.</summary>
internal sealed class TestCaseReader
{
    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Testing.test-case-schema.yml"));

    private readonly string _file;
    private readonly List<OptIssue> _issues;

    private TestCaseReader(string file, List<OptIssue> issues) => (_file, _issues) = (file, issues);

    /// <summary>Reads a case.</summary>
    /// <param name="file">The file.</param>
    /// <param name="issues">Receives what is wrong with it.</param>
    /// <returns>The case; <c>null</c> when it has errors.</returns>
    public static TestCase? Read(string file, List<OptIssue> issues)
    {
        try
        {
            var own = new List<OptIssue>();
            var found = new TestCaseReader(file, own).Read(DocumentReader.ReadFile(file));
            issues.AddRange(IssueSummary.ByPlace(own));
            return own.Count == 0 ? found : null;
        }
        catch (InvalidDocumentException invalid)
        {
            issues.AddRange(invalid.Issues);
            return null;
        }
    }

    private TestCase? Read(DocumentNode document)
    {
        if (document is not DocumentMapping written)
        {
            _issues.Add(document.Issue("wrong_type", $"expected a test case, a mapping; found {Found.Describe(document)}"));
            return null;
        }

        var form = Schema.Value.Validate(written, Path.GetDirectoryName(_file));
        _issues.AddRange(form.Issues);
        CheckInputs(written["inputs"] as DocumentMapping);
        CheckContracts(written);
        if (written.Contains("flow") && written["flows"] is { } flows)
        {
            _issues.Add(flows.Issue("contradiction", "'flow' and 'flows' exclude each other"));
        }

        if (form.Value is not { } value)
        {
            return null;
        }

        CheckFiles(form);
        return Build(written, value, form.Paths.ToDictionary(p => p.Pointer, p => p, StringComparer.Ordinal));
    }

    private TestCase Build(DocumentMapping written, JsonElement value, Dictionary<string, FoundValue> paths) => new()
    {
        Name = value.Text("name") ?? Path.GetFileNameWithoutExtension(_file),
        File = _file,
        Position = (written["expect"] ?? written).Position,
        Skip = value.Text("skip"),
        Config = written["config"] as DocumentMapping,
        Inputs = [.. (written["inputs"] as DocumentMapping)?.Entries.Select(Input) ?? []],
        Definitions = value.Texts("definitions"),
        Contracts = written["guardrail_contracts"],
        Secrets = [.. value.Value("secrets")?.EnumerateObject().Select(s => (s.Name, s.Value.GetString()!)) ?? []],
        Flows = value.Word<FlowKind>("flow") is { } only ? [only] : value.List("flows", f => SnakeCase.TryParse<FlowKind>(f.GetString(), out var flow) ? flow : default),
        Timeout = value.Duration("timeout")!.Value,
        Expect = Expectation(written["expect"] as DocumentMapping, value.Value("expect") ?? default, paths),
    };

    private static TestInput Input(DocumentEntry input) => new(
        input.Name,
        input.Value as DocumentMapping ?? new DocumentMapping([new DocumentEntry(new DocumentScalar("path", ScalarStyle.Plain, input.Value.Position), input.Value)], input.Value.Position));

    private TestExpectation Expectation(DocumentMapping? written, JsonElement expect, Dictionary<string, FoundValue> paths)
    {
        if (written is null)
        {
            return new TestExpectation { Status = ExpectedStatus.Completed };
        }

        var error = expect.Value("error");
        var issues = expect.Texts("issues");
        var contracts = (written["contracts"] as DocumentSequence)?.Items.Select(Contract).ToList() ?? [];
        var blocks = contracts.Any(c => c.Outcome == ContractOutcome.Blocked);
        var implied = issues.Count > 0 ? ExpectedStatus.Refused : error is not null || blocks ? ExpectedStatus.Failed : ExpectedStatus.Completed;
        var status = SnakeCase.TryParse<ExpectedStatus>(expect.Text("status"), out var said) ? said : implied;
        CheckSense(written, status, blocks);
        return new TestExpectation
        {
            Status = status,
            ErrorType = error?.Text("type"),
            ErrorMessage = error?.Text("message"),
            Issues = issues,
            Data = Table(paths, "/expect/data"),
            Tolerance = expect.Value("tolerance")!.Value.GetDouble(),
            Metrics = [.. (written["metrics"] as DocumentMapping)?.Entries.Select(e => Metric(e, expect.Value("metrics")!.Value.GetProperty(e.Name))) ?? []],
            Contracts = contracts,
            Files = [.. (written["files"] as DocumentMapping)?.Entries.Select(e => File(e, expect.Value("files")!.Value.GetProperty(e.Name), paths)) ?? []],
        };
    }

    private static ExpectedContract Contract(DocumentNode written)
    {
        IReadOnlyList<string> codes = (written as DocumentMapping)?["codes"] is DocumentSequence list ? [.. list.Items.OfType<DocumentScalar>().Select(c => c.Text)] : [];
        return written is DocumentMapping mapping
            ? new ExpectedContract(mapping.TextOf("kind")!, mapping.TextOf("contract"), Outcome(mapping, codes), codes, written.Position)
            : new ExpectedContract(((DocumentScalar)written).Text, null, ContractOutcome.Passed, [], written.Position);
    }

    private static ContractOutcome Outcome(DocumentMapping written, IReadOnlyList<string> codes) =>
        SnakeCase.TryParse<ContractOutcome>(written.TextOf("outcome"), out var said) ? said
        : codes.Count > 0 ? ContractOutcome.Blocked : ContractOutcome.Passed;

    private static ExpectedTable? Table(Dictionary<string, FoundValue> paths, string pointer) =>
        paths.TryGetValue(pointer, out var found) ? new ExpectedTable(found.Value, found.Position) : null;

    private static ExpectedMetric Metric(DocumentEntry written, JsonElement metric) => metric.ValueKind == JsonValueKind.Number
        ? new ExpectedMetric(written.Name, metric.GetDouble(), null, null, written.Key.Position)
        : new ExpectedMetric(written.Name, null, metric.Value("min")?.GetDouble(), metric.Value("max")?.GetDouble(), written.Key.Position);

    private static ExpectedFile File(DocumentEntry written, JsonElement file, Dictionary<string, FoundValue> paths)
    {
        IReadOnlyList<string> contains = file.Value("contains") is { ValueKind: JsonValueKind.String } text ? [text.GetString()!] : file.Texts("contains");
        return new ExpectedFile(
            written.Name,
            file.Flag("exists") ?? true,
            contains,
            file.Text("sha256")?.ToLowerInvariant(),
            Table(paths, JsonPointer.Append(JsonPointer.Append("/expect/files", written.Name), "data")),
            written.Key.Position);
    }

    // What can only be judged after a run that completed is no use in a case that expects something else.
    private void CheckSense(DocumentMapping expect, ExpectedStatus status, bool blocks)
    {
        if (blocks && status == ExpectedStatus.Completed)
        {
            _issues.Add(expect["status"]!.Issue("contradiction", "a case in which a contract blocks cannot complete: its status is failed, or refused where the instance cannot be made"));
        }

        var useless = status switch
        {
            ExpectedStatus.Completed => (string[])["error", "issues"],
            ExpectedStatus.Failed => ["issues", "data", "metrics", "files"],
            _ => ["data", "metrics", "files"],
        };
        foreach (var key in useless.Where(expect.Contains))
        {
            _issues.Add(expect[key]!.Issue("contradiction", $"'{key}' cannot be looked at in a case whose status is to be {SnakeCase.Of(status)}"));
        }
    }

    private void CheckInputs(DocumentMapping? inputs)
    {
        foreach (var entry in inputs?.Entries ?? [])
        {
            if (InstanceName.Problem(entry.Name) is { } problem)
            {
                _issues.Add(entry.Key.Issue("wrong_name", $"'{entry.Name}' cannot name a dataset: {problem}"));
            }
        }
    }

    private void CheckContracts(DocumentMapping written)
    {
        if (written["guardrail_contracts"] is { } own)
        {
            // Which definitions a condition may call is known when the case runs.
            var found = new List<OptIssue>();
            ContractFile.Read(own, found);
            _issues.AddRange(found.Where(i => i.Severity == IssueSeverity.Error));
        }

        var expected = (written["expect"] as DocumentMapping)?["contracts"] as DocumentSequence;
        foreach (var kind in expected?.Items.Select(i => i is DocumentMapping mapping ? mapping["kind"] : i).OfType<DocumentScalar>() ?? [])
        {
            if (ContractKind.Find(kind.Text) is null)
            {
                _issues.Add(kind.Issue("unknown_contract", $"there is no contract '{kind.Text}'; {NearestName.Hint(kind.Text, ContractKind.Names) ?? $"there are {string.Join(", ", ContractKind.Names)}"}"));
            }
        }
    }

    private void CheckFiles(SchemaResult form)
    {
        foreach (var path in form.Paths.Where(p => !p.Value.AsSpan().ContainsAny('*', '?')))
        {
            var isDefinition = path.Pointer.StartsWith("/definitions/", StringComparison.Ordinal);
            if (isDefinition ? !Directory.Exists(path.Value) : !System.IO.File.Exists(path.Value))
            {
                _issues.Add(path.Position.Issue("no_such_file", $"there is no {(isDefinition ? "folder" : "file")} '{path.Value}'", path.Pointer));
            }
        }
    }
}
