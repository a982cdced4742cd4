using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OptAIC.Engine.Tests.Schemas;

/// <summary>The cases of the JSON-Schema-Test-Suite, and which of its groups are left out.</summary>
internal static class StandardSuite
{
    /// <summary>Groups that refer to other documents, by file.</summary>
    public static readonly (string File, string Group)[] LeftOut =
    [
        ("defs.json", "validate definition against metaschema"),
        ("dynamicRef.json", "strict-tree schema, guards against misspelled properties"),
        ("dynamicRef.json", "tests for implementation dynamic anchor and reference link"),
        ("dynamicRef.json", "$ref and $dynamicAnchor are independent of order - $defs first"),
        ("dynamicRef.json", "$ref and $dynamicAnchor are independent of order - $ref first"),
        ("dynamicRef.json", "$ref to $dynamicRef finds detached $dynamicAnchor"),
        ("ref.json", "remote ref, containing refs itself"),
        ("vocabulary.json", "schema that uses custom metaschema with with no validation vocabulary"),
    ];

    /// <summary>The folder with the files.</summary>
    public static string Folder { get; } = Path.Combine(Here(), "JSON-Schema-Test-Suite");

    /// <summary>Every group of every file.</summary>
    public static IEnumerable<StandardGroup> Groups() =>
        from path in Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        from entry in JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray()
        select new StandardGroup(
            Path.GetRelativePath(Folder, path).Replace('\\', '/'),
            entry.GetProperty("description").GetString()!,
            entry.GetProperty("schema").GetRawText(),
            [.. entry.GetProperty("tests").EnumerateArray().Select(t => new StandardCase(t.GetProperty("description").GetString()!, t.GetProperty("data").GetRawText(), t.GetProperty("valid").GetBoolean()))]);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>A schema with its cases.</summary>
internal sealed record StandardGroup(string File, string Name, string Schema, IReadOnlyList<StandardCase> Cases)
{
    /// <summary>Whether the suite expects <c>format</c> to refuse.</summary>
    public bool AssertFormats => File.StartsWith("optional/format/", StringComparison.Ordinal);
}

/// <summary>A document, and whether its schema accepts it.</summary>
internal sealed record StandardCase(string Name, string Data, bool Valid);
