using System.Text;
using System.Text.Json;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Backpacks;

/// <summary>The <c>definition.yml</c> that a plain backpack does not have: its folder says what would stand in it.</summary>
/// <param name="Text">The document; <c>null</c> when it cannot be said.</param>
/// <param name="Issues">Why not.</param>
internal sealed record BackpackDefinition(string? Text, IReadOnlyList<OptIssue> Issues)
{
    private const string StepsFile = "steps.yml";
    private const int HashDigits = 12;
    private static readonly string[] ArchiveExtensions = [".zip", ".tar.gz", ".tgz"];

    /// <summary>Works it out.</summary>
    /// <param name="folder">The backpack.</param>
    /// <param name="shownAs">How people know it; its last name is the definition's.</param>
    public static BackpackDefinition Of(string folder, string shownAs)
    {
        var issues = new List<OptIssue>();
        var name = NameOf(shownAs, issues);
        var entry = EntryOf(folder, shownAs, name, issues);
        try
        {
            var version = VersionOf(ContentHash.OfTree(DefinitionFolder.Scan(folder).Hash().Select(f => (f.Path, f.Sha256))));
            return issues.Count > 0 ? new(null, issues) : new($"""
                # What OptAIC took the backpack for, which has no definition.yml.
                kind: WorkflowDef
                name: {Quoted(name)}
                version: {version}
                entry: {entry}
                flow_specs: [{"{"} flow_kind: run {"}"}]

                """.ReplaceLineEndings("\n"), []);
        }
        catch (DefinitionFolderException refused)
        {
            return new(null, [.. issues, .. refused.Issues]);
        }
    }

    /// <summary>Whether a version is that of a plain backpack: a hash, and hashes have no order.</summary>
    public static bool IsVersion(OptAIC.Definitions.SemanticVersion version) => version is { Major: 0, Minor: 0, Patch: 0, IsPreRelease: true };

    /// <summary>The document as bytes.</summary>
    public byte[] Bytes => Encoding.UTF8.GetBytes(Text!);

    /// <summary>The name of the definition that a folder stands for: its own, with what no name may have replaced.</summary>
    public static string NameOf(string path)
    {
        var leaf = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var extension = ArchiveExtensions.FirstOrDefault(e => leaf.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        leaf = extension is null ? leaf : leaf[..^extension.Length];
        return string.Concat(leaf.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')).TrimStart('-', '.').TrimEnd('.');
    }

    private static string NameOf(string shownAs, List<OptIssue> issues)
    {
        var name = NameOf(shownAs);
        if (InstanceName.Problem(name) is { } problem)
        {
            issues.Add(new DocumentPosition(shownAs).Issue("illegal_name", $"a backpack is named after its folder, and the name '{name}' {problem}; rename the folder, or add a definition.yml"));
        }

        return name;
    }

    // A hash can consist of digits alone, and a version's numbers do not begin with a zero.
    private static string VersionOf(string hash)
    {
        var at = 0;
        while (hash[at] == '0' && hash.AsSpan(at, HashDigits).IndexOfAnyInRange('a', 'f') < 0)
        {
            at++;
        }

        return $"0.0.0-{hash.Substring(at, HashDigits)}";
    }

    private static string EntryOf(string folder, string shownAs, string name, List<OptIssue> issues)
    {
        string[] steps = [.. new[] { StepsFile, $"{WorkflowFolder.Workflow}/{StepsFile}" }.Where(f => File.Exists(Path.Combine(folder, f)))];
        if (steps.Length > 0)
        {
            if (steps.Length > 1)
            {
                issues.Add(new DocumentPosition(shownAs).Issue("ambiguous_entry", $"there are steps in {steps[0]} and in {steps[1]}; keep one of them"));
            }

            return $"{{ steps: {Quoted(steps[0])} }}";
        }

        var programs = Path.Combine(folder, WorkflowFolder.Workflow);
        var candidates = Directory.EnumerateFiles(programs).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)
            .Select(f => (File: f, Command: ProgramCommand.Of(programs, f))).Where(c => c.Command is not null).ToList();
        var chosen = candidates.Count == 1 ? candidates : [.. candidates.Where(c => Path.GetFileNameWithoutExtension(c.File).Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (chosen.Count == 1)
        {
            return $"{{ command: [{string.Join(", ", chosen[0].Command!.Select(Quoted))}] }}";
        }

        var place = new DocumentPosition(Path.Combine(shownAs, WorkflowFolder.Workflow));
        issues.Add(candidates.Count == 0
            ? place.Issue("no_entry", $"nothing in {WorkflowFolder.Workflow}/ can be run: put a program there ({ProgramCommand.Known}), or a {StepsFile}")
            : place.Issue("ambiguous_entry", $"which of these is to run: {string.Join(", ", candidates.Select(c => c.File))}? Name one of them after the backpack ('{name}'), put the others into a folder, or write a {StepsFile}") with { Sample = [.. candidates.Select(c => c.File)], Count = candidates.Count });
        return "";
    }

    // A JSON string is a YAML one.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, DocumentJson.Default.String);
}
