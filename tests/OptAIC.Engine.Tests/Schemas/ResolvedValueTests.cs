using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Schemas;

public class ResolvedValueTests
{
    [Theory]
    [InlineData("{properties: {a: {default: 5}, b: {type: string, default: 1.10}}}", "{c: 1}", """{"a":5,"b":"1.10","c":1}""")]
    [InlineData("{properties: {a: {default: 5}}}", "{a: 6}", """{"a":6}""")]
    [InlineData("{properties: {a: {default: {}, properties: {b: {default: [1]}}}}}", "{}", """{"a":{"b":[1]}}""")]
    [InlineData("{properties: {a: {$ref: '#/$defs/x'}}, $defs: {x: {default: 7}}}", "{}", """{"a":7}""")]
    [InlineData("{oneOf: [{required: [k], properties: {d: {default: 1}}}, {required: [m], properties: {d: {default: 2}}}]}", "{m: 0}", """{"d":2,"m":0}""")]
    [InlineData("{if: {required: [k]}, then: {properties: {d: {default: 1}}}, else: {properties: {d: {default: 2}}}}", "{k: 0}", """{"d":1,"k":0}""")]
    [InlineData("{items: {properties: {a: {default: 1}}}}", "[{}, {a: 2}]", """[{"a":1},{"a":2}]""")]
    public void Defaults_take_the_place_of_missing_keys(string schema, string text, string json) => Assert.Equal(json, SchemaText.Check(schema, text).Json());

    [Fact]
    public void Instances_and_secrets_are_listed_with_their_roles_and_places()
    {
        var result = SchemaText.Check(
            """
            properties:
              prices: {type: string, format: instance-ref}
              inputs: {additionalProperties: {type: string, format: instance-ref, role: input}}
              secondary: {items: {type: string, format: instance-ref}, role: signal}
              token: {type: string, format: secret-ref}
            """,
            "prices: spx\ninputs: {px: a, vol: b}\nsecondary:\n  - s1\n  - s2\ntoken: MY_TOKEN\n",
            "f.yml");
        Assert.Equal(
            ["/inputs/px a input 2:14", "/inputs/vol b input 2:22", "/prices spx prices 1:9", "/secondary/0 s1 signal 4:5", "/secondary/1 s2 signal 5:5"],
            result.Instances.Select(i => $"{i.Pointer} {i.Value} {i.Role} {i.Position.Line}:{i.Position.Column}"));
        Assert.Equal("MY_TOKEN", Assert.Single(result.Secrets).Value);
    }

    [Fact]
    public void A_path_is_relative_to_the_file_in_which_it_is_written()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("specs/f.yml", "path: ../data/*.csv\n");
        var schema = SchemaText.Compile("{properties: {path: {type: string, format: path}}}");
        var fromFile = schema.Validate(DocumentReader.ReadFile(file));
        Assert.Equal(folder[Path.Combine("data", "*.csv")], Assert.Single(fromFile.Paths).Value);
        Assert.Equal(folder[Path.Combine("data", "*.csv")], fromFile.Value!.Value.GetProperty("path").GetString());

        var fromOption = schema.Validate(AssignmentReader.Read(["path=x.csv"], "--config"), folder.Path);
        Assert.Equal(folder["x.csv"], Assert.Single(fromOption.Paths).Value);

        var url = schema.Validate(AssignmentReader.Read(["path=https://example.com/x.csv"], "--config"), folder.Path);
        Assert.Equal("https://example.com/x.csv", Assert.Single(url.Paths).Value);
    }
}
