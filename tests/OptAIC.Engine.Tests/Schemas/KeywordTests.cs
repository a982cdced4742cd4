namespace OptAIC.Engine.Tests.Schemas;

public class KeywordTests
{
    [Theory]
    [InlineData("true", "1", null)]
    [InlineData("false", "1", "excluded")]
    [InlineData("{type: integer}", "1.0", null)]
    [InlineData("{type: integer}", "1.5", "wrong_type")]
    [InlineData("{type: number}", "1", null)]
    [InlineData("{type: [integer, 'null']}", "null", null)]
    [InlineData("{type: array}", "{}", "wrong_type")]
    [InlineData("{type: object}", "[]", "wrong_type")]
    [InlineData("{minimum: 2}", "2", null)]
    [InlineData("{minimum: 2}", "1.9", "below_minimum")]
    [InlineData("{maximum: 2}", "2.1", "above_maximum")]
    [InlineData("{exclusiveMinimum: 2}", "2", "below_minimum")]
    [InlineData("{exclusiveMaximum: 2}", "2", "above_maximum")]
    [InlineData("{minimum: 2}", "\"1\"", null)]
    [InlineData("{multipleOf: 0.01}", "19.99", null)]
    [InlineData("{multipleOf: 0.01}", "19.995", "not_a_multiple")]
    [InlineData("{multipleOf: 2}", "7", "not_a_multiple")]
    [InlineData("{minLength: 2}", "\"😀😀\"", null)]
    [InlineData("{minLength: 2}", "\"😀\"", "too_short")]
    [InlineData("{maxLength: 2}", "\"abc\"", "too_long")]
    [InlineData("{pattern: b+}", "\"abbc\"", null)]
    [InlineData("{pattern: ^b}", "\"abbc\"", "pattern_mismatch")]
    [InlineData("{items: {type: integer}}", "[1, 2]", null)]
    [InlineData("{items: {type: integer}}", "[1, \"x\"]", "wrong_type")]
    [InlineData("{prefixItems: [{type: integer}], items: false}", "[1]", null)]
    [InlineData("{prefixItems: [{type: integer}], items: false}", "[1, 2]", "excluded")]
    [InlineData("{minItems: 1}", "[]", "too_few_items")]
    [InlineData("{maxItems: 1}", "[1, 2]", "too_many_items")]
    [InlineData("{uniqueItems: true}", "[1, \"1\", [1], {\"a\": 1}]", null)]
    [InlineData("{uniqueItems: true}", "[{\"a\": 1, \"b\": 2}, {\"b\": 2, \"a\": 1.0}]", "duplicate_item")]
    [InlineData("{contains: {type: integer}}", "[\"a\", 1]", null)]
    [InlineData("{contains: {type: integer}}", "[\"a\"]", "contains")]
    [InlineData("{contains: true, maxContains: 1}", "[1, 2]", "contains")]
    [InlineData("{contains: true, minContains: 0}", "[]", null)]
    [InlineData("{required: [a]}", "{\"a\": null}", null)]
    [InlineData("{required: [a]}", "{\"b\": 1}", "missing_key")]
    [InlineData("{properties: {a: {type: integer}}}", "{\"a\": \"x\"}", "wrong_type")]
    [InlineData("{properties: {a: false}}", "{\"a\": 1}", "unknown_key")]
    [InlineData("{additionalProperties: false, properties: {a: true}}", "{\"a\": 1, \"b\": 2}", "unknown_key")]
    [InlineData("{additionalProperties: {type: integer}}", "{\"b\": \"x\"}", "wrong_type")]
    [InlineData("{patternProperties: {^x-: {type: integer}}, additionalProperties: false}", "{\"x-a\": 1}", null)]
    [InlineData("{patternProperties: {^x-: {type: integer}}, additionalProperties: false}", "{\"x-a\": \"1\"}", "wrong_type")]
    [InlineData("{propertyNames: {maxLength: 1}}", "{\"ab\": 1}", "too_long")]
    [InlineData("{minProperties: 1}", "{}", "number_of_keys")]
    [InlineData("{maxProperties: 1}", "{\"a\": 1, \"b\": 1}", "number_of_keys")]
    [InlineData("{dependentRequired: {a: [b]}}", "{\"a\": 1}", "missing_key")]
    [InlineData("{dependentRequired: {a: [b]}}", "{\"c\": 1}", null)]
    [InlineData("{dependentSchemas: {a: {required: [b]}}}", "{\"a\": 1}", "missing_key")]
    [InlineData("{enum: [1, [2], {a: 3}]}", "{\"a\": 3.0}", null)]
    [InlineData("{enum: [1, [2]]}", "[3]", "not_allowed")]
    [InlineData("{const: false}", "0", "not_allowed")]
    [InlineData("{allOf: [{minimum: 1}, {maximum: 2}]}", "3", "above_maximum")]
    [InlineData("{anyOf: [{type: integer}, {minimum: 2}]}", "2.5", null)]
    [InlineData("{anyOf: [{type: integer}, {type: boolean}]}", "\"x\"", "no_alternative")]
    [InlineData("{oneOf: [{type: integer}, {minimum: 2}]}", "3", "ambiguous")]
    [InlineData("{oneOf: [{type: integer}, {minimum: 2}]}", "1", null)]
    [InlineData("{not: {type: integer}}", "1", "excluded")]
    [InlineData("{if: {minimum: 10}, then: {multipleOf: 10}, else: {maximum: 5}}", "20", null)]
    [InlineData("{if: {minimum: 10}, then: {multipleOf: 10}, else: {maximum: 5}}", "15", "not_a_multiple")]
    [InlineData("{if: {minimum: 10}, then: {multipleOf: 10}, else: {maximum: 5}}", "7", "above_maximum")]
    [InlineData("{$ref: '#/$defs/a~1b', $defs: {a/b: {type: integer}}}", "\"x\"", "wrong_type")]
    [InlineData("{properties: {child: {$ref: '#'}}, additionalProperties: false}", "{\"child\": {\"child\": {\"x\": 1}}}", "unknown_key")]
    public void A_keyword_refuses_what_the_standard_says(string schema, string json, string? code)
    {
        var result = SchemaText.Check(schema, json, "f.json");
        Assert.Equal(code is null ? [] : [code], result.Issues.Select(i => i.Code));
        Assert.Equal(code is null, result.IsValid);
    }

    [Theory]
    [InlineData("date", "2024-02-29", "2023-02-29")]
    [InlineData("time", "23:59:60Z", "12:00:60Z")]
    [InlineData("time", "09:30:00.25+05:30", "09:30:00")]
    [InlineData("date-time", "2024-03-29T09:30:00Z", "2024-03-29 09:30:00Z")]
    [InlineData("uuid", "123e4567-e89b-42d3-a456-426614174000", "123e4567e89b42d3a456426614174000")]
    [InlineData("uri", "https://example.com/a.csv", "/data/a.csv")]
    [InlineData("regex", "^a+$", "(")]
    [InlineData("time-span", "1h30m", "soon")]
    [InlineData("instance-ref", "spx_prices", "spx prices")]
    [InlineData("secret-ref", "vault/TOKEN", "my token")]
    [InlineData("path", "data/*.csv", "")]
    [InlineData("colour", "anything", null)]
    public void A_format_is_checked_unless_it_is_unknown_or_only_an_annotation(string format, string good, string? bad)
    {
        var schema = SchemaText.Compile($"{{format: {format}}}");
        Assert.Empty(schema.Validate(Text(good)).Issues);
        if (bad is not null)
        {
            Assert.Equal("bad_format", Assert.Single(schema.Validate(Text(bad)).Issues).Code);
            Assert.Empty(schema.Validate(Text(bad), assertFormats: false).Issues);
        }

        static Engine.Yaml.DocumentScalar Text(string text) => new(text, Engine.Yaml.ScalarStyle.Quoted, default);
    }
}
