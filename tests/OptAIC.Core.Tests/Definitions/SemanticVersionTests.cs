using OptAIC.Definitions;

namespace OptAIC.Core.Tests.Definitions;

public class SemanticVersionTests
{
    [Theory]
    [InlineData("0.0.0")]
    [InlineData("1.2.3")]
    [InlineData("10.20.30-alpha.1+build.5")]
    [InlineData("1.0.0-alpha-a.b-c")]
    [InlineData("1.0.0--")]
    [InlineData("1.0.0+001")]
    [InlineData("1.0.0-0A.is.legal")]
    public void A_version_reads_back_as_it_was_written(string text) => Assert.Equal(text, SemanticVersion.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("01.2.3")]
    [InlineData("1.2.03")]
    [InlineData("v1.2.3")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3+")]
    [InlineData("1.2.3+a_b")]
    [InlineData("1.2.-3")]
    [InlineData(" 1.2.3")]
    [InlineData("99999999999999999999.0.0")]
    public void What_the_standard_does_not_allow_is_refused(string text) => Assert.False(SemanticVersion.TryParse(text, out _));

    [Fact]
    public void Precedence_is_that_of_section_11()
    {
        string[] ascending =
        [
            "0.9.9", "1.0.0-1", "1.0.0-9", "1.0.0-10", "1.0.0-99999999999999999999", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
            "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
        ];
        var versions = ascending.Select(SemanticVersion.Parse).ToList();
        for (var i = 0; i < versions.Count; i++)
        {
            for (var j = 0; j < versions.Count; j++)
            {
                Assert.Equal(Math.Sign(i.CompareTo(j)), Math.Sign(versions[i].CompareTo(versions[j])));
            }
        }
    }

    [Fact]
    public void Build_metadata_does_not_tell_versions_apart()
    {
        Assert.Equal(SemanticVersion.Parse("1.0.0+a"), SemanticVersion.Parse("1.0.0+b"));
        Assert.NotEqual(SemanticVersion.Parse("1.0.0-a"), SemanticVersion.Parse("1.0.0"));
    }
}
