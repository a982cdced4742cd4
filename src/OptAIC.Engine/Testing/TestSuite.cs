using System.IO.Enumeration;
using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Testing;

/// <summary>The cases of a definition: the YAML and JSON files in its folder of tests, not in folders below it.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Cases">Its cases, by file name.</param>
internal sealed record TestSuite(LoadedDefinition Definition, IReadOnlyList<TestCase> Cases)
{
    /// <summary>Where cases are when a definition does not say.</summary>
    public const string DefaultFolder = "tests";

    private static readonly string[] Extensions = [".yml", ".yaml", ".json"];

    /// <summary>Reads the cases of a definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="filter">Pattern of the names of cases, or of their files; all when left out.</param>
    /// <exception cref="InvalidTestSuiteException">A case cannot be run as it is written; every problem of all of them is listed.</exception>
    /// <exception cref="TestCaseNotFoundException">There are cases, and none matches.</exception>
    public static TestSuite Read(LoadedDefinition definition, string? filter)
    {
        var issues = new List<OptIssue>();
        var cases = Files(definition).Select(f => TestCaseReader.Read(f, issues)).OfType<TestCase>().ToList();
        issues.AddRange(cases.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).SelectMany(same => same.Skip(1)).Select(again =>
            new DocumentPosition(again.File, 1, 1).Issue("repeated_name", $"another case has the name '{again.Name}' too")));
        if (definition.Definition.TestSuite is { } named && cases.Count == 0 && issues.Count == 0)
        {
            issues.Add(new DocumentPosition(Path.Combine(definition.Folder ?? "", DefinitionReader.FileName)).Issue("no_cases", $"test_suite names '{named}', which holds no case", "/test_suite"));
        }

        return issues.Count > 0
            ? throw new InvalidTestSuiteException(issues)
            : new TestSuite(definition, filter is null ? cases : Matching(definition.Definition, cases, filter));
    }

    private static List<TestCase> Matching(Definition definition, List<TestCase> cases, string filter)
    {
        var matching = cases.Where(c => Matches(filter, c.Name) || Matches(filter, Path.GetFileNameWithoutExtension(c.File))).ToList();
        return matching.Count > 0 || cases.Count == 0 ? matching : throw new TestCaseNotFoundException(definition.ToString(), filter, cases.Select(c => c.Name));
    }

    private static bool Matches(string filter, string name) => FileSystemName.MatchesSimpleExpression(filter, name);

    private static IEnumerable<string> Files(LoadedDefinition definition)
    {
        var folder = Path.Combine(definition.Folder ?? "", definition.Definition.TestSuite ?? DefaultFolder);
        return definition.Folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            : [];
    }
}
