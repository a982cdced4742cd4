using FsCheck;
using FsCheck.Fluent;
using OptAIC.Errors;
using OptAIC.Naming;

namespace OptAIC.Core.Tests.Naming;

public sealed class InstanceNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("prices")]
    [InlineData("SPX_prices-2.v1")]
    [InlineData("_hidden")]
    [InlineData("console")]
    [InlineData("com")]
    [InlineData("com10")]
    [InlineData("prices.con")]
    [InlineData("ends-")]
    public void A_name_that_is_safe_everywhere_is_accepted(string name)
    {
        Assert.Null(InstanceName.Problem(name));
        Assert.Equal(name, InstanceName.Check(name));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" ", "contains ' '")]
    [InlineData("two words", "contains ' '")]
    [InlineData("a/b", "contains '/'")]
    [InlineData("a\\b", "contains '\\'")]
    [InlineData("a:b", "contains ':'")]
    [InlineData("a*", "contains '*'")]
    [InlineData("a\nb", "contains U+000A")]
    [InlineData("a\u001b[31mb", "contains U+001B")]
    [InlineData("a\u200Bb", "contains U+200B")]
    [InlineData("prix_café", "contains 'é'")]
    [InlineData("\U0001F4C8", "contains '\U0001F4C8'")]
    [InlineData("-rf", "starts with '-'")]
    [InlineData(".hidden", "starts with '.'")]
    [InlineData(".", "starts with '.'")]
    [InlineData("..", "starts with '.'")]
    [InlineData("prices.", "ends with '.'")]
    [InlineData("CON", "is reserved on Windows ('CON')")]
    [InlineData("nul", "is reserved on Windows ('nul')")]
    [InlineData("aux.csv", "is reserved on Windows ('aux')")]
    [InlineData("Prn", "is reserved on Windows ('Prn')")]
    [InlineData("com1", "is reserved on Windows ('com1')")]
    [InlineData("lpt9.tar.gz", "is reserved on Windows ('lpt9')")]
    [InlineData("COM0", "is reserved on Windows ('COM0')")]
    public void Any_other_name_is_refused_with_its_problem(string name, string problem) =>
        Assert.StartsWith(problem, InstanceName.Problem(name), StringComparison.Ordinal);

    [Fact]
    public void The_longest_name_has_a_hundred_characters()
    {
        Assert.Null(InstanceName.Problem(new string('a', InstanceName.MaxLength)));
        Assert.Equal("has 101 characters; 100 are allowed", InstanceName.Problem(new string('a', 101)));
    }

    [Fact]
    public void An_illegal_name_is_a_usage_error_in_one_line_with_a_hint()
    {
        var error = Assert.Throws<IllegalNameException>(() => InstanceName.Check("a\nb"));

        Assert.Equal("IllegalName", error.ErrorId);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Equal("a\nb", error.Name);
        Assert.Equal("the name 'a\\u000ab' contains U+000A; letters A–Z, digits, '.', '_' and '-' are allowed", error.Message);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void Names_are_compared_without_regard_to_case() => Assert.True(InstanceName.Comparer.Equals("Prices", "pRICES"));

    [Fact]
    public void An_accepted_name_is_safe_as_a_file_name_on_every_system()
    {
        var names = Gen.Elements("aZ09._- /\\:*?\"<>|\0\n\té".ToCharArray()).ArrayOf().Select(cs => new string(cs));

        Prop.ForAll(names.ToArbitrary(), name =>
            InstanceName.Problem(name) is not null
            || (name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "._-".Contains(c, StringComparison.Ordinal))
                && !name.StartsWith('.') && !name.StartsWith('-') && !name.EndsWith('.'))).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("momentum", "", "momentum")]
    [InlineData("momentum", "momentum", "momentum-2")]
    [InlineData("momentum", "momentum momentum-2 momentum-4", "momentum-3")]
    [InlineData("builtin.csv", "", "csv")]
    [InlineData("builtin.csv", "CSV", "csv-2")]
    public void A_free_name_is_made_from_the_definitions(string definition, string taken, string expected)
    {
        var names = new HashSet<string>(taken.Split(' '), InstanceName.Comparer);

        Assert.Equal(expected, InstanceName.Suggest(definition, names.Contains));
    }
}
