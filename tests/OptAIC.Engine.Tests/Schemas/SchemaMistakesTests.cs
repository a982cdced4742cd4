using System.Globalization;

namespace OptAIC.Engine.Tests.Schemas;

public class SchemaMistakesTests
{
    [Theory]
    [InlineData("{type: strng}", "1:8 a type is one of null, boolean, integer, number, string, array, object; found 'strng'; did you mean 'string'?")]
    [InlineData("{minimum: low}", "1:11 'minimum' must be a number; found 'low'")]
    [InlineData("{minLength: -1}", "1:13 'minLength' must be an integer from 0; found '-1'")]
    [InlineData("{multipleOf: 0}", "1:14 'multipleOf' must be more than 0; found '0'")]
    [InlineData("{required: a}", "1:12 'required' must be a list of names; found 'a'")]
    [InlineData("{properties: [a]}", "1:14 'properties' must be a mapping; found a list of 1")]
    [InlineData("{properties: {a: text}}", "1:18 a schema is a mapping, true or false; found 'text'")]
    [InlineData("{$ref: '#/$defs/x'}", "1:8 '#/$defs/x' leads to nothing in this schema; write for example '#/$defs/name'")]
    [InlineData("{$ref: 'https://example.com/s'}", "1:8 'https://example.com/s' leads to nothing in this schema; write for example '#/$defs/name'")]
    [InlineData("{properties: {a: {type: integer, default: x}}}", "1:43 the default does not satisfy its schema: expected an integer; found 'x'")]
    public void A_mistake_in_a_schema_is_found_when_it_is_compiled(string schema, string expected)
    {
        var issue = Assert.Single(SchemaText.Mistakes(schema));
        Assert.Equal(expected, string.Create(CultureInfo.InvariantCulture, $"{issue.Line}:{issue.Column} {issue.Message}"));
        Assert.Equal(IssueSeverity.Error, issue.Severity);
    }

    [Fact]
    public void An_empty_list_of_choices_is_a_warning_because_the_standard_allows_it()
    {
        var issue = Assert.Single(SchemaText.Mistakes("{enum: []}"));
        Assert.Equal(("empty_enum", IssueSeverity.Warning, 8), (issue.Code, issue.Severity, issue.Column));
    }

    [Fact]
    public void A_bad_pattern_is_found() => Assert.Contains("'(' is no regular expression", Assert.Single(SchemaText.Mistakes("{pattern: (}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{$ref: '#'}")]
    [InlineData("{$ref: '#/$defs/a', $defs: {a: {allOf: [{$ref: '#/$defs/b'}]}, b: {$ref: '#/$defs/a'}}}")]
    [InlineData("{anyOf: [{not: {$ref: '#'}}]}")]
    public void A_schema_that_leads_back_to_itself_is_refused(string schema) =>
        Assert.Contains("back to itself", Assert.Single(SchemaText.Mistakes(schema)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_long_chain_of_references_is_refused()
    {
        var links = string.Join(", ", Enumerable.Range(0, 5_000).Select(n => $"d{n}: {{$ref: '#/$defs/d{n + 1}'}}"));
        Assert.Contains("64 steps", Assert.Single(SchemaText.Mistakes($"{{$ref: '#/$defs/d0', $defs: {{{links}, d5000: true}}}}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelled_keyword_is_a_warning_and_an_unknown_one_an_annotation()
    {
        var issue = Assert.Single(SchemaText.Mistakes("{requird: [a], x-ui: slider, units: days}"));
        Assert.Equal(("misspelled_keyword", IssueSeverity.Warning), (issue.Code, issue.Severity));
        Assert.Contains("did you mean 'required'?", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alternatives_within_alternatives_end_in_an_issue_not_in_a_hang()
    {
        var levels = string.Join(", ", Enumerable.Range(0, 30).Select(n => $"d{n}: {{anyOf: [{{$ref: '#/$defs/d{n + 1}'}}, {{$ref: '#/$defs/d{n + 1}'}}]}}"));
        var result = SchemaText.Check($"{{$ref: '#/$defs/d0', $defs: {{{levels}, d30: {{type: integer}}}}}}", "x");
        Assert.Contains("too_complex", result.Issues.Select(i => i.Code));
    }

    [Fact]
    public void Defaults_that_lead_to_ever_more_defaults_end_in_an_issue()
    {
        var result = SchemaText.Check("{properties: {a: {$ref: '#', default: {}}, b: {$ref: '#', default: {}}}}", "{}");
        Assert.Equal("too_complex", Assert.Single(result.Issues).Code);
    }

    [Fact]
    public void A_pattern_that_takes_for_ever_ends_the_check_even_where_it_must_not_match()
    {
        var document = $"[{string.Join(", ", Enumerable.Repeat(new string('a', 60) + "!", 50))}]";
        Assert.Equal("too_complex", Assert.Single(SchemaText.Check("{items: {pattern: '^(a+)+$'}}", document).Issues).Code);
        Assert.Equal("too_complex", Assert.Single(SchemaText.Check("{items: {not: {pattern: '^(a+)+$'}}}", document).Issues).Code);
    }
}
