using OptAIC.Engine.Definitions;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Definitions;

public sealed class DefinitionExpressionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("entry: { expression: 'RANK(${input}) + @' }", "1:40 found '@', expected a number, a name or an operator")]
    [InlineData("entry: { expression: \"RANK(${input}) \\u002B\\t@\" }", "1:46 found '@', expected a number, a name or an operator")]
    [InlineData("entry: { expression: RANK(close) * * 2 }", "1:36 found '*', expected a number, a column, a function or '('")]
    [InlineData("entry:\n  expression: |\n    a: RANK(close)   # ranks\n\n    b: a +\n      MEAN(close, 5, 6)\n    b\n", "6:7 found MEAN with 3 arguments, expected MEAN(x, window)")]
    [InlineData("entry:\n  expression: >-\n      RANK(close)\n      + RANK(close\n      - 1\n", "5:10 found the end of the text, expected an operator, ',' or ')' to go on with RANK(x)")]
    [InlineData("entry:\n  expression: \"1 + \\\n     MEAN(close, 0.5)\"\n", "3:18 found 0.5 for window of MEAN(x, window), expected a whole number of rows, 1 or more")]
    [InlineData("entry: { expression: 'RANK(''close)' }", "1:28 found ''', expected a number, a name or an operator")]
    public void A_mistake_is_reported_where_it_stands_in_the_file(string entry, string issue) =>
        Assert.Equal([issue], Issues("OpDef", "x", entry));

    [Theory]
    [InlineData("MEAN(${input}, ${widnow})", "1:38 ${widnow} is no parameter of this definition; did you mean 'window'?")]
    [InlineData("MEAN(${inptu}, ${window})", "1:28 ${inptu} is no parameter of this definition; did you mean 'input'?")]
    [InlineData("MEAN(${close}, ${window})", "1:28 ${close} is no parameter of this definition; declare it in parameters_schema, or write ${input} or ${input.name} for an input")]
    [InlineData("${input.window} + ${window}", "1:23 'window' is both an input and a parameter; rename one")]
    [InlineData("REF(${input}, ${label})", "3:10 the expression uses 'label', so its type is one of number, integer, boolean")]
    [InlineData("STD(${input}, ${window} - 19)", "1:47 found 1 for window of STD(x, window), expected a whole number of rows, 2 or more")]
    public void Places_are_checked_against_the_declared_parameters(string expression, string issue) =>
        Assert.Equal([issue], Issues("OpMacroDef", "x", $"entry: {{ expression: '{expression}' }}", "parameters_schema: { properties: { window: {type: integer, default: 20},\n  label: { type: string } } }"));

    [Fact]
    public void What_is_no_operator_may_be_a_definition_and_is_a_warning()
    {
        var reading = Read("OpDef", "x", "entry: { expression: 'ZSCOR(MOMENTUM(close)) + RANK(close)' }");

        Assert.NotNull(reading.Definition);
        Assert.Equal(
            [
                "'ZSCOR' is no operator: a definition of that name must be registered when this one is used; did you mean 'ZSCORE'?",
                "'MOMENTUM' is no operator: a definition of that name must be registered when this one is used",
            ],
            reading.Issues.Select(i => i.Message));
        Assert.All(reading.Issues, i => Assert.Equal(IssueSeverity.Warning, i.Severity));
    }

    [Theory]
    [InlineData("OpDef")]
    [InlineData("OpMacroDef")]
    public void A_definition_cannot_have_the_name_of_an_operator(string kind) =>
        Assert.Equal(["3:7 'zscore' is the name of an operator, and would never be called; choose another"], Issues(kind, "zscore", "entry: { expression: 'close' }"));

    private List<string> Issues(string kind, string name, string entry, string more = "") =>
        [.. Read(kind, name, entry, more).Issues.Select(i => $"{i.Line}:{i.Column} {i.Message}")];

    // The entry comes first, so that its lines are those of the file.
    private DefinitionReading Read(string kind, string name, string entry, string more = "")
    {
        var file = _folder.Write("definition.yml", $"{entry.TrimEnd('\n')}\n{(more.Length > 0 ? $"{more}\n" : $"kind: {kind}\n")}name: {name}\n{(more.Length > 0 ? $"kind: {kind}\n" : "")}version: 1.0.0\n");
        return DefinitionReader.Read(DocumentReader.ReadFile(file), _folder.Path);
    }
}
