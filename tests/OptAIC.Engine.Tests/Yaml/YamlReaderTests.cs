using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Yaml;

public class YamlReaderTests
{
    [Fact]
    public void Every_node_knows_its_place_and_pointer()
    {
        var root = (DocumentMapping)DocumentReader.Read("a: 1\nb:\n  - x\n  - c/d: 2\n", "f.yml");
        var inner = ((DocumentMapping)((DocumentSequence)root["b"]!).Items[1])["c/d"]!;
        Assert.Equal(new DocumentPosition("f.yml", 4, 10), inner.Position);
        Assert.Equal("/b/1/c~1d", inner.Pointer);
        Assert.Same(inner, JsonPointer.Find(root, inner.Pointer));
    }

    [Theory]
    [InlineData("1.10", JsonTypes.Fraction)]
    [InlineData("1.0", JsonTypes.Integer)]
    [InlineData("012", JsonTypes.Integer)]
    [InlineData("0x1F", JsonTypes.Integer)]
    [InlineData("0o17", JsonTypes.Integer)]
    [InlineData("+.5", JsonTypes.Fraction)]
    [InlineData("1e3", JsonTypes.Integer)]
    [InlineData("no", JsonTypes.String)]
    [InlineData("True", JsonTypes.Boolean)]
    [InlineData("2020-01-01", JsonTypes.String)]
    [InlineData("1_000", JsonTypes.String)]
    [InlineData("1e999", JsonTypes.String)]
    [InlineData(".nan", JsonTypes.String)]
    [InlineData("12:30", JsonTypes.String)]
    [InlineData("~", JsonTypes.Null)]
    [InlineData("", JsonTypes.Null)]
    [InlineData("'1'", JsonTypes.String)]
    [InlineData("\"true\"", JsonTypes.String)]
    internal void Bare_text_has_the_type_of_the_core_schema(string text, JsonTypes expected) =>
        Assert.Equal(expected, ((DocumentMapping)DocumentReader.Read($"a: {text}", null))["a"]!.NaturalType);

    [Fact]
    public void An_alias_is_a_copy_with_a_pointer_of_its_own()
    {
        var root = (DocumentMapping)DocumentReader.Read("a: &x {b: 1}\nc: *x\n", null);
        var copy = ((DocumentMapping)root["c"]!)["b"]!;
        Assert.Equal("/c/b", copy.Pointer);
        Assert.Equal(1, copy.Position.Line);
    }

    [Theory]
    [InlineData("a:\n\t- x\n", 2, 1, "tab", "spaces")]
    [InlineData("a: b: c\n", 1, 5, "':'", "quote")]
    [InlineData("a: [1, 2\n", 2, 1, "closing bracket", "close")]
    [InlineData("x: 1\na: 'y\n", 2, 4, "quote", "close the quote")]
    [InlineData("a: @x\n", 1, 4, "'@' cannot begin", "quote")]
    [InlineData("a: %x\n", 1, 4, "'%' cannot begin", "quote")]
    public void A_syntax_error_says_where_and_what_to_do(string text, int line, int column, string message, string hint)
    {
        var error = Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read(text, "f.yml"));
        var issue = Assert.Single(error.Issues);
        Assert.Equal(("yaml_syntax", "f.yml", line, column), (issue.Code, issue.File, issue.Line, issue.Column));
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicate_keys_tags_and_keys_that_are_no_text_are_refused_all_at_once()
    {
        var error = Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read("a: 1\nb: !python/object x\na: 2\n? [k]\n: v\n", "f.yml"));
        Assert.Equal(["tag 2:4", "duplicate_key 3:1", "bad_key 4:3"], error.Issues.Select(i => $"{i.Code} {i.Line}:{i.Column}"));
    }

    [Fact]
    public void A_second_document_is_refused() =>
        Assert.Equal("several_documents", Assert.Single(Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read("a: 1\n---\nb: 2\n", null)).Issues).Code);

    [Fact]
    public void Files_with_a_byte_order_mark_are_read_and_others_must_be_utf8()
    {
        using var folder = new TemporaryFolder();
        var utf16 = folder.Write("utf16.yml", System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes("a: é\n")).ToArray());
        Assert.Equal("é", ((DocumentMapping)DocumentReader.ReadFile(utf16)).TextOf("a"));

        var latin1 = folder.Write("latin1.yml", [.. "x: 1\na: "u8, 0xE9, (byte)'\n']);
        var issue = Assert.Single(Assert.Throws<InvalidDocumentException>(() => DocumentReader.ReadFile(latin1)).Issues);
        Assert.Equal(("encoding", 2, 4), (issue.Code, issue.Line, issue.Column));
    }

    [Fact]
    public void A_missing_file_is_not_found()
    {
        var error = Assert.Throws<DocumentUnreadableException>(() => DocumentReader.ReadFile("/no/such/file.yml"));
        Assert.Equal(("FileNotFound", Errors.ExitCode.NotFound), (error.ErrorId, error.ExitCode));
    }
}
