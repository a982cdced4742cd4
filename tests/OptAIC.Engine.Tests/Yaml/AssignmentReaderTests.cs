using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Yaml;

public class AssignmentReaderTests
{
    [Fact]
    public void Names_with_dots_nest_and_values_in_brackets_are_YAML()
    {
        var config = AssignmentReader.Read(["expression=ZSCORE(close, 21) # *not* YAML: at all", "slippage.model=fixed", "slippage.bps=5", "symbols=[AAPL, MSFT]"], "--config");
        Assert.Equal(
            """{"expression":"ZSCORE(close, 21) # *not* YAML: at all","slippage":{"bps":5,"model":"fixed"},"symbols":["AAPL","MSFT"]}""",
            CanonicalJson.ToElement(config).GetRawText());
    }

    [Theory]
    [InlineData("lookback")]
    [InlineData("=5")]
    [InlineData("a..b=5")]
    public void What_is_no_assignment_is_named(string text)
    {
        var error = Assert.Throws<InvalidDocumentException>(() => AssignmentReader.Read([text], "--config"));
        Assert.Equal($"--config: '{text}' is not of the form name=value", Assert.Single(error.Issues).ToString());
    }

    [Theory]
    [InlineData("a=1", "a=2")]
    [InlineData("a=1", "a.b=2")]
    [InlineData("a.b=1", "a=2")]
    public void A_name_cannot_be_given_twice(string first, string second) =>
        Assert.Equal("duplicate_key", Assert.Single(Assert.Throws<InvalidDocumentException>(() => AssignmentReader.Read([first, second], "--config")).Issues).Code);
}
