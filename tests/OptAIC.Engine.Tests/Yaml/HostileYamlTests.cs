using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Yaml;

public class HostileYamlTests
{
    [Fact]
    public void A_bomb_of_aliases_is_refused_before_it_grows()
    {
        var levels = Enumerable.Range(1, 12).Select(n => $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 9))}]");
        Refused($"a0: &a0 [x, x]\n{string.Join('\n', levels)}\n", "too_large");
    }

    [Fact]
    public void An_alias_inside_its_own_anchor_is_unknown() => Refused("a: &x [*x]\n", "unknown_alias");

    [Fact]
    public void Aliases_cannot_nest_deeper_than_text_can()
    {
        var text = string.Concat(Enumerable.Range(1, 100).Select(n => $"a{n}: &a{n} [{(n == 1 ? "x" : $"*a{n - 1}")}]\n"));
        Refused(text, "too_large");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Deep_nesting_is_refused(string opening) => Refused(string.Concat(Enumerable.Repeat(opening, 50_000)), "too_large");

    [Fact]
    public void Deep_nesting_in_JSON_is_refused() => Refused(new string('[', 50_000), "json_syntax", "f.json");

    [Theory]
    [InlineData("a: [unio{n, b]\n")]
    [InlineData("a: [b>n c: [d]\n")]
    public void What_the_parser_trips_over_is_refused(string text) => Refused(text, "yaml_syntax");

    [Theory]
    [InlineData("a: \0\n", 1, 4)]
    [InlineData("a: x\nb: '\u0007'\n", 2, 5)]
    [InlineData("\u007F", 1, 1)]
    public void Characters_that_YAML_does_not_allow_are_refused_where_they_stand(string text, int line, int column)
    {
        var issue = Assert.Single(Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read(text, "f.yml")).Issues);
        Assert.Equal(("yaml_syntax", line, column), (issue.Code, issue.Line, issue.Column));
    }

    [Fact]
    public void A_huge_text_is_refused() => Refused(new string('a', DocumentLimits.Default.MaxBytes + 1), "too_large");

    [Fact]
    public void A_huge_file_is_refused_without_reading_it()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder["huge.yml"]))
        {
            file.SetLength(1L << 40);
        }

        Assert.Equal("too_large", Assert.Single(Assert.Throws<InvalidDocumentException>(() => DocumentReader.ReadFile(folder["huge.yml"])).Issues).Code);
    }

    [Fact]
    public void Too_many_values_are_refused() =>
        Refused($"[{string.Join(',', Enumerable.Repeat("1", DocumentLimits.Default.MaxNodes + 1))}]", "too_large");

    private static void Refused(string text, string code, string file = "f.yml")
    {
        var error = Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read(text, file));
        Assert.Equal(code, Assert.Single(error.Issues).Code);
    }
}
