using OptAIC.Definitions;

namespace OptAIC.Core.Tests.Definitions;

public class DefinitionReferenceTests
{
    [Theory]
    [InlineData("csv_prices", "csv_prices", "latest")]
    [InlineData("csv_prices@1.2.0", "csv_prices", "1.2.0")]
    [InlineData("builtin.csv@^1", "builtin.csv", "^1")]
    public void A_reference_is_a_name_and_versions(string text, string name, string range)
    {
        Assert.True(DefinitionReference.TryParse(text, out var reference, out _));
        Assert.Equal((name, range, text), (reference.Name, reference.Range.ToString(), reference.ToString()));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a b", "contains")]
    [InlineData("../x", "contains '/'")]
    [InlineData("csv@", "after '@'")]
    [InlineData("csv@new", "after '@'")]
    public void What_is_wrong_with_a_reference_is_said(string text, string expected)
    {
        Assert.False(DefinitionReference.TryParse(text, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }
}
