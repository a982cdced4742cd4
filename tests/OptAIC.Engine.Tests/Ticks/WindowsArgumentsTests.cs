using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Tests.Ticks;

public sealed class WindowsArgumentsTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData(@"C:\ends with\")]
    [InlineData("a \"quoted\" word")]
    [InlineData(@"back\\slashes \\"" before a quote")]
    [InlineData("tab\there")]
    public void What_is_quoted_is_read_back(string argument) =>
        Assert.Equal(["--root", argument, "due"], WindowsCommandLine.Split(string.Join(' ', new[] { "--root", argument, "due" }.Select(WindowsCommandLine.Quote))));
}
