using System.Globalization;

namespace OptAIC.Engine.Tests.Schemas;

public class ReportingTests
{
    private const string Schema = """
        type: object
        additionalProperties: false
        required: [path, output]
        properties:
          path: {type: string}
          output: {type: string}
          lookback: {type: integer, minimum: 2}
          join: {enum: [union, intersection]}
          rebalance:
            oneOf:
              - {enum: [once, daily]}
              - {type: object, additionalProperties: false, required: [every], properties: {every: {type: integer, minimum: 1}}}
        """;

    [Fact]
    public void Four_mistakes_are_reported_at_once_each_at_its_place()
    {
        var result = SchemaText.Check(Schema, "path: prices.csv\nlookbak: 5\nlookback: 1\njoin:\n  - union\n", "spec.yml");
        Assert.Equal(
            [
                "spec.yml:2:1: /lookbak: the key 'lookbak' is unknown; did you mean 'lookback'?",
                "spec.yml:3:11: /lookback: expected at least 2; found '1'",
                "spec.yml:5:3: /join: expected one of union, intersection; found a list of 1",
                "spec.yml:1:1: /: the key 'output' is missing",
            ],
            result.Issues.Select(i => i.ToString()));
        Assert.Null(result.Value);
        Assert.Equal(("at least 2", "'1'"), (result.Issues[1].Expected, result.Issues[1].Found));
    }

    [Fact]
    public void Of_alternatives_the_mistakes_of_the_nearest_are_reported()
    {
        var result = SchemaText.Check(Schema, "path: a\noutput: b\nrebalance: {evry: 5}\n", "spec.yml");
        Assert.Equal(
            ["3:13 /rebalance/evry unknown_key", "3:12 /rebalance missing_key"],
            result.Issues.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Line}:{i.Column} {i.Pointer} {i.Code}")));
    }

    [Fact]
    public void An_unknown_key_near_to_none_shows_those_that_are_known() =>
        Assert.Contains("known are path, output, lookback, join, rebalance", SchemaText.Check(Schema, "path: a\noutput: b\nzzz: 1\n").Issues[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Trying_alternatives_leaves_no_issue_behind() =>
        Assert.Empty(SchemaText.Check(Schema, "path: a\noutput: b\nrebalance: {every: 5}\n").Issues);
}
