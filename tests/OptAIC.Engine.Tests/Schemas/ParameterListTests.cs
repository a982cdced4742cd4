namespace OptAIC.Engine.Tests.Schemas;

public class ParameterListTests
{
    [Theory]
    [InlineData("{n: {type: integer, minimum: 1, maximum: 5, default: 2}}", "n|integer|2||1 to 5")]
    [InlineData("{x: {type: number, exclusiveMinimum: 0, multipleOf: 0.5}}", "x|number|||> 0; a multiple of 0.5")]
    [InlineData("{m: {enum: [fast, ',', 3], default: fast}}", "m|string or integer|fast||one of fast, ',', 3")]
    [InlineData("{k: {type: string, format: secret-ref}}", "k|string||secret-ref|")]
    [InlineData("{d: {type: string, format: date, default: 2020-01-01}}", "d|string|2020-01-01|date|")]
    [InlineData("{s: {type: array, minItems: 2, uniqueItems: true, items: {type: string, format: path}}}", "s|list of string||path|at least 2 items; no item twice")]
    [InlineData("{p: {anyOf: [{type: string}, {type: array, items: {type: string}}]}}", "p|string or list of string|||")]
    [InlineData("{e: {type: object, additionalProperties: {type: string}, default: {}}}", "e|mapping of string|{}||")]
    [InlineData("{z: {type: [integer, 'null'], default: null}}", "z|integer or null|null||")]
    [InlineData("{t: {type: string, minLength: 1, maxLength: 4}}", "t|string|||1 to 4 characters")]
    [InlineData("{r: {$ref: '#/$defs/x'}}", "r|integer|7||≥ 3")]
    public void A_parameter_is_told_by_type_default_format_and_limits(string properties, string expected)
    {
        var parameter = Assert.Single(Parameters($"{{properties: {properties}, $defs: {{x: {{type: integer, minimum: 3, default: 7}}}}}}"));
        Assert.Equal(expected, $"{parameter.Name}|{parameter.Type}|{parameter.Default}|{parameter.Format}|{parameter.Limits}");
    }

    [Fact]
    public void What_is_within_mappings_and_lists_follows_under_its_path()
    {
        var parameters = Parameters(
            """
            required: [a]
            properties:
              a: {type: object, required: [b], properties: {b: {type: integer, description: The b}, c: {type: string}}}
              steps: {type: array, items: {type: object, required: [name], properties: {name: {type: string}}}}
              by: {type: object, additionalProperties: {properties: {n: {type: integer}}}}
            """);
        Assert.Equal(["a!", "a.b!", "a.c", "steps", "steps[].name!", "by", "by.*.n"], parameters.Select(p => p.Name + (p.Required ? "!" : "")));
        Assert.Equal("The b", parameters[1].Description);
    }

    [Fact]
    public void What_only_some_alternative_knows_is_listed_and_not_required()
    {
        var parameters = Parameters("{required: [k], properties: {k: {type: string}}, oneOf: [{required: [m], properties: {m: {type: integer}}}, {properties: {o: {type: string}}}]}");
        Assert.Equal(["k!", "m", "o"], parameters.Select(p => p.Name + (p.Required ? "!" : "")));
    }

    [Fact]
    public void A_schema_that_contains_itself_is_listed_to_its_first_repetition() =>
        Assert.Equal(["left", "value"], Parameters("{properties: {left: {$ref: '#'}, value: {type: integer}}}").Select(p => p.Name).Where(n => !n.Contains('.', StringComparison.Ordinal)));

    private static IReadOnlyList<OptParameter> Parameters(string schema) => SchemaText.Compile(schema).Parameters();
}
