using OptAIC.Engine.Definitions;
using OptAIC.Engine.Tests.Schemas;

namespace OptAIC.Engine.Tests.Definitions;

public class MutationTests
{
    private const int Mutations = 200;

    public static TheoryData<string> Documents()
    {
        var names = typeof(DefinitionReader).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("OptAIC.Engine.", StringComparison.Ordinal) && n.EndsWith(".yml", StringComparison.Ordinal));
        return [.. names.Select(n => n["OptAIC.Engine.".Length..]).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_mutated_document_is_read_or_refused_but_never_crashes_the_reader(string resource) => ReadMutations(EmbeddedYaml.Text(resource), "definition.yml");

    [Theory]
    [InlineData("ref.json")]
    [InlineData("dynamicRef.json")]
    [InlineData("unevaluatedProperties.json")]
    [InlineData("unevaluatedItems.json")]
    [InlineData("optional/ecmascript-regex.json")]
    public void A_mutated_schema_is_compiled_or_refused_but_never_crashes_the_validator(string file) =>
        ReadMutations(File.ReadAllText(Path.Combine(StandardSuite.Folder, file)), "suite.json");

    // Each of these once broke a reader.
    [Theory]
    [InlineData("a: [unio{n, b]\n", "f.yml")]
    [InlineData("a: [b>n c: [d]\n", "f.yml")]
    [InlineData("{\"minimum\": 1e400}", "f.json")]
    [InlineData("{\"type\": \"integer\", \"default\": 1e999}", "f.json")]
    public void What_once_broke_a_reader_is_read_or_refused(string text, string file) => Read(text, file);

    private static void ReadMutations(string original, string file)
    {
        var random = new Random(original.Length);
        for (var i = 0; i < Mutations; i++)
        {
            Read(Mutation.Of(original, random), file);
        }
    }

    private static void Read(string text, string file)
    {
        try
        {
            MutationCase.Read(text, file);
        }
        catch (Exception crash)
        {
            Assert.Fail($"{crash}\n--- for ---\n{text}");
        }
    }
}
