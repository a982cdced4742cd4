using OptAIC.Definitions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Specs;

/// <summary>Reads the definitions that a spec names, with their configs.</summary>
internal static class SpecParts
{
    private static readonly string[] Keys = ["pipeline", "store", "accessor"];

    /// <summary>Those that can be read; references that cannot are issues, other mistakes are the schema's to report.</summary>
    public static IReadOnlyList<PartSpec> Read(DocumentMapping spec, List<OptIssue> issues)
    {
        var parts = new List<PartSpec>();
        if (spec["definition"] is DocumentScalar)
        {
            Add("definition", spec);
        }

        foreach (var key in Keys)
        {
            switch (spec[key])
            {
                case DocumentScalar name:
                    parts.Add(new PartSpec(key, name.Text, null, null, name.Position));
                    break;
                case DocumentMapping part when part["definition"] is DocumentScalar:
                    Add(key, part);
                    break;
            }
        }

        return parts;

        void Add(string key, DocumentMapping owner)
        {
            var text = (DocumentScalar)owner["definition"]!;
            if (DefinitionReference.TryParse(text.Text, out var reference, out var problem))
            {
                parts.Add(new PartSpec(key, null, reference, owner["config"] as DocumentMapping, text.Position));
            }
            else
            {
                issues.Add(text.Issue("bad_reference", $"the definition '{text.Text}' {problem}"));
            }
        }
    }
}
