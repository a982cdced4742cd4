using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Schemas;

public class StandardSuiteTests
{
    private static readonly Dictionary<(string File, string Group), StandardGroup> Groups = StandardSuite.Groups().ToDictionary(g => (g.File, g.Name));

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var group in Groups.Values.Where(g => !StandardSuite.LeftOut.Contains((g.File, g.Name))))
        {
            foreach (var test in group.Cases)
            {
                cases.Add(group.File, group.Name, test.Name);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_of_the_standard_suite_comes_out_as_it_says(string file, string group, string test)
    {
        var found = Groups[(file, group)];
        Assert.Equal("", Compile(found, out var schema));
        foreach (var same in found.Cases.Where(c => c.Name == test))
        {
            Assert.Equal(same.Valid, Accepts(schema, found, same));
        }
    }

    [Fact]
    public void No_group_is_left_out_that_is_not_there_or_would_pass()
    {
        foreach (var key in StandardSuite.LeftOut)
        {
            var group = Groups[key];
            Assert.False(Compile(group, out var schema).Length == 0 && group.Cases.All(c => Accepts(schema, group, c) == c.Valid), $"{key} passes");
        }
    }

    [Fact]
    public void All_of_the_suite_is_there() => Assert.InRange(Groups.Values.Sum(g => g.Cases.Count), 1_500, 3_000);

    // A default that breaks its own schema is an error of definitions here; the standard ignores it.
    private static string Compile(StandardGroup group, out JsonSchema schema)
    {
        var issues = new List<OptIssue>();
        schema = JsonSchema.Compile(DocumentReader.Read(group.Schema, "schema.json"), issues);
        return string.Join('\n', issues.Where(i => i.Severity == IssueSeverity.Error && i.Code != "bad_default"));
    }

    private static bool Accepts(JsonSchema schema, StandardGroup group, StandardCase test) =>
        schema.Validate(DocumentReader.Read(test.Data, "data.json"), assertFormats: group.AssertFormats).IsValid;
}
