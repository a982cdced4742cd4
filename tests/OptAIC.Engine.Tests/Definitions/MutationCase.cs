using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Yaml;
using OptAIC.Errors;

namespace OptAIC.Engine.Tests.Definitions;

/// <summary>Sends a text through everything that reads definitions, specs and schemas. The fuzzer of the benchmarks compiles this file too.</summary>
internal static class MutationCase
{
    /// <summary>Reads a text as whatever it may be.</summary>
    /// <returns>Whether it was read; otherwise it was refused in the domain's own words.</returns>
    /// <exception cref="InvalidOperationException">It was refused without saying why.</exception>
    public static bool Read(string text, string file)
    {
        try
        {
            var document = DocumentReader.Read(text, file);
            DefinitionReader.Read(document);
            InstanceSpecReader.Read(document);
            CheckSchema(document, document);
            foreach (var group in (document as DocumentSequence)?.Items.OfType<DocumentMapping>() ?? [])
            {
                CheckGroup(group);
            }

            return true;
        }
        catch (OptException refused)
        {
            return refused.Issues.Count > 0 ? false : throw new InvalidOperationException("refused without an issue", refused);
        }
    }

    // The form of the standard test suite: a schema with its documents.
    private static void CheckGroup(DocumentMapping group)
    {
        if (group["schema"] is { } schema)
        {
            CheckSchema(schema, [.. (group["tests"] as DocumentSequence)?.Items.OfType<DocumentMapping>().Select(t => t["data"]).OfType<DocumentNode>() ?? []]);
        }
    }

    private static void CheckSchema(DocumentNode schema, params DocumentNode[] documents)
    {
        var issues = new List<OptIssue>();
        var compiled = JsonSchema.Compile(schema, issues);
        foreach (var document in issues.Exists(i => i.Severity == IssueSeverity.Error) ? [] : documents)
        {
            compiled.Validate(document);
        }
    }
}
