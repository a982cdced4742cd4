using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Yaml;

public class JsonReaderTests
{
    [Fact]
    public void Escapes_and_places_are_those_of_JSON()
    {
        var root = (DocumentMapping)DocumentReader.Read("{\n  \"a\": \"\\ud83d\\ude00 \\/ \\u0041\\n\",\n  \"é😀\": [true, 1.50]\n}", "f.json");
        Assert.Equal("😀 / A\n", root.TextOf("a"));
        var list = (DocumentSequence)root["é😀"]!;
        Assert.Equal((3, 10), (list.Position.Line, list.Position.Column));
        Assert.Equal([(3, 11), (3, 17)], list.Items.Select(i => (i.Position.Line, i.Position.Column)));
        Assert.Equal([JsonTypes.Boolean, JsonTypes.Fraction], list.Items.Select(i => i.NaturalType));
    }

    [Fact]
    public void Values_in_JSON_keep_the_type_they_were_written_with()
    {
        var number = (DocumentScalar)DocumentReader.Read("1", "f.json");
        Assert.Equal(JsonTypes.Integer, number.TypeAmong(JsonTypes.String));
    }

    [Theory]
    [InlineData("{\"a\": 1,\n  b}", "json_syntax", 2, 3)]
    [InlineData("{\"a\": 1, \"a\": 2}", "duplicate_key", 1, 10)]
    [InlineData("[1] 2", "json_syntax", 1, 5)]
    [InlineData("[\"\\ud800\"]", "json_syntax", 1, 2)]
    [InlineData("", "json_syntax", 1, 1)]
    public void What_is_no_JSON_is_refused_with_its_place(string text, string code, int line, int column)
    {
        var issue = Assert.Single(Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read(text, "f.json")).Issues);
        Assert.Equal((code, line, column), (issue.Code, issue.Line, issue.Column));
    }
}
