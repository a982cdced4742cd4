namespace OptAIC.Engine.Tests.Schemas;

public class TypingTests
{
    [Theory]
    [InlineData("{type: string}", "1.10", "\"1.10\"")]
    [InlineData("{type: string}", "no", "\"no\"")]
    [InlineData("{type: string}", "true", "\"true\"")]
    [InlineData("{type: string}", "2020-01-01", "\"2020-01-01\"")]
    [InlineData("{type: number}", "1.10", "1.1")]
    [InlineData("{type: integer}", "0x10", "16")]
    [InlineData("{type: boolean}", "no", "false")]
    [InlineData("{type: boolean}", "On", "true")]
    [InlineData("{type: [string, number]}", "1.10", "1.1")]
    [InlineData("{type: [string, boolean]}", "yes", "\"yes\"")]
    [InlineData("{}", "1.10", "1.1")]
    [InlineData("{}", "no", "\"no\"")]
    [InlineData("{enum: ['1', '2']}", "1", "\"1\"")]
    [InlineData("{enum: [1, 2]}", "1", "1")]
    [InlineData("{type: string, enum: [1.10, 2.0]}", "1.10", "\"1.10\"")]
    [InlineData("{$ref: '#/$defs/text', pattern: ^1, $defs: {text: {type: string}}}", "15", "\"15\"")]
    [InlineData("{allOf: [{type: string}, {minLength: 2}]}", "15", "\"15\"")]
    [InlineData("{anyOf: [{type: boolean}, {type: string}]}", "15", "\"15\"")]
    [InlineData("{oneOf: [{type: integer}, {const: last}]}", "last", "\"last\"")]
    [InlineData("{if: true, then: {type: string}}", "15", "\"15\"")]
    [InlineData("{items: {type: string}}", "[1, TRUE, x]", """["1","TRUE","x"]""")]
    [InlineData("{patternProperties: {^v: {type: string}}}", "{v: 1, w: 1}", """{"v":"1","w":1}""")]
    public void Bare_text_takes_the_type_that_the_schema_wants(string schema, string text, string json) =>
        Assert.Equal(json, SchemaText.Check(schema, text).Json());

    [Theory]
    [InlineData("{type: integer}", "'5'", "expected an integer; found the text '5'; leave out the quotes")]
    [InlineData("{type: string}", "null", "expected text; found nothing (null)")]
    [InlineData("{type: string}", "", "expected text; found nothing (null)")]
    [InlineData("{type: integer}", "five", "expected an integer; found 'five'")]
    [InlineData("{type: integer}", "1.5", "expected an integer; found '1.5'")]
    [InlineData("{type: [array, object]}", "5", "expected a list or a mapping; found '5'")]
    [InlineData("{enum: [daily, weekly]}", "dayly", "expected one of daily, weekly; found 'dayly'; did you mean 'daily'?")]
    [InlineData("{type: number, minimum: 2}", "1", "expected at least 2; found '1'")]
    [InlineData("{oneOf: [{enum: [once, daily]}, {type: object}]}", "often", "expected one of once, daily; or a mapping; found 'often'")]
    public void A_violation_says_what_was_expected_and_found(string schema, string text, string message) =>
        Assert.Equal(message, Assert.Single(SchemaText.Check(schema, text).Issues).Message);

    [Fact]
    public void What_JSON_types_is_not_typed_again() =>
        Assert.Equal("wrong_type", Assert.Single(SchemaText.Check("{type: string}", "1.10", "f.json").Issues).Code);
}
