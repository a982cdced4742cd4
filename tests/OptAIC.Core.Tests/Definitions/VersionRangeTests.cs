using OptAIC.Definitions;

namespace OptAIC.Core.Tests.Definitions;

public class VersionRangeTests
{
    [Theory]
    [InlineData("1.2.0", "1.2.0", true)]
    [InlineData("1.2.0", "1.2.1", false)]
    [InlineData("^1.2", "1.2.0", true)]
    [InlineData("^1.2", "1.9.3", true)]
    [InlineData("^1.2", "1.1.9", false)]
    [InlineData("^1.2", "2.0.0", false)]
    [InlineData("^1.2", "2.0.0-rc.1", false)]
    [InlineData("^1", "1.0.0", true)]
    [InlineData("^0.2.3", "0.2.9", true)]
    [InlineData("^0.2.3", "0.3.0", false)]
    [InlineData("^0.0.3", "0.0.3", true)]
    [InlineData("^0.0.3", "0.0.4", false)]
    [InlineData("^0.0", "0.0.9", true)]
    [InlineData("^0.0", "0.1.0", false)]
    [InlineData("^0", "0.9.0", true)]
    [InlineData("^0", "1.0.0", false)]
    [InlineData("~1.2", "1.2.9", true)]
    [InlineData("~1.2", "1.3.0", false)]
    [InlineData("~1.2.3", "1.2.2", false)]
    [InlineData("~1", "1.9.0", true)]
    [InlineData("1.2", "1.2.7", true)]
    [InlineData("1.2", "1.3.0", false)]
    [InlineData("1", "1.9.0", true)]
    [InlineData("1", "2.0.0", false)]
    [InlineData("^1.2.0", "1.3.0-rc.1", false)]
    [InlineData("^1.2.0-rc.1", "1.2.0-rc.2", true)]
    [InlineData("^1.2.0-rc.1", "1.3.0-rc.2", false)]
    [InlineData("^1.2.0-rc.1", "1.4.0", true)]
    [InlineData("*", "0.0.1-a", true)]
    [InlineData("latest", "3.0.0", true)]
    public void A_range_accepts_what_it_says(string range, string version, bool accepted)
    {
        Assert.True(VersionRange.TryParse(range, out var parsed));
        Assert.Equal(accepted, parsed.Allows(SemanticVersion.Parse(version)));
        Assert.Equal(range, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("^")]
    [InlineData("1.x")]
    [InlineData(">=1.0")]
    [InlineData("^1.2.3.4")]
    [InlineData("newest")]
    public void Anything_else_is_no_range(string text) => Assert.False(VersionRange.TryParse(text, out _));

    [Theory]
    [InlineData("latest", "1.0.0 1.10.0 1.9.0 2.0.0-rc.1", "1.10.0")]
    [InlineData("latest", "1.0.0-rc.1 1.0.0-rc.2", "1.0.0-rc.2")]
    [InlineData("^1.0", "1.0.0 1.2.0 2.0.0", "1.2.0")]
    [InlineData("3.0.0", "1.0.0 2.0.0", null)]
    public void The_newest_accepted_version_is_picked_and_a_release_before_a_pre_release(string range, string versions, string? picked)
    {
        Assert.True(VersionRange.TryParse(range, out var parsed));
        Assert.Equal(picked, parsed.Pick(versions.Split(' ').Select(SemanticVersion.Parse))?.ToString());
    }
}
