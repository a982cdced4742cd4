using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Tests.Definitions;

public class BuiltinDefinitionsTests
{
    [Fact]
    public void Every_builtin_is_valid_without_warnings_and_in_the_table_under_its_own_name_and_kind()
    {
        var resources = typeof(DefinitionReader).Assembly.GetManifestResourceNames().Where(n => n.Contains(".Builtins.", StringComparison.Ordinal)).ToList();
        Assert.Equal(resources.Count, BuiltinDefinitions.All.Count());
        foreach (var resource in resources)
        {
            var reading = DefinitionReader.Read(DocumentReader.Read(EmbeddedYaml.Text(resource["OptAIC.Engine.".Length..]), resource));
            Assert.Empty(reading.Issues);
            Assert.Contains(reading.Definition!.Name, BuiltinDefinitions.Names(reading.Definition.Kind));
            Assert.Equal(new DefinitionEntry(EntryKind.Builtin, [reading.Definition.Name]).Text, reading.Definition.Entry!.Text);
        }
    }

    [Theory]
    [InlineData(DefinitionKind.PipelineDef, "builtin.csv")]
    [InlineData(DefinitionKind.PipelineDef, "builtin.expression")]
    [InlineData(DefinitionKind.PipelineDef, "builtin.command")]
    [InlineData(DefinitionKind.PipelineDef, "builtin.http_csv")]
    [InlineData(DefinitionKind.PipelineDef, "builtin.sqlite")]
    [InlineData(DefinitionKind.StoreDef, "builtin.csv")]
    [InlineData(DefinitionKind.StoreDef, "builtin.sqlite")]
    [InlineData(DefinitionKind.AccessorDef, "builtin.simple")]
    [InlineData(DefinitionKind.PortfolioOptimizerDef, "builtin.equal_weight")]
    [InlineData(DefinitionKind.PortfolioOptimizerDef, "builtin.min_variance")]
    public void Every_parameter_is_described(DefinitionKind kind, string name)
    {
        var definition = Assert.Single(BuiltinDefinitions.Find(name, kind)).Definition;
        Assert.All(definition.ParametersSchema!.Value.GetProperty("properties").EnumerateObject(), p => Assert.NotEmpty(p.Value.GetProperty("description").GetString()!));
    }

    [Theory]
    [InlineData("builtin.min_variance", "", """{"annualisation":252,"covariance":"sample","long_only":true,"lookback":252}""")]
    [InlineData("builtin.expression", "expression: close", """{"expression":"close","join":"union","output":"value"}""")]
    [InlineData("builtin.simple", "", "{}")]
    [InlineData("builtin.command", "command: [./run.sh, 1.10]", """{"command":["./run.sh","1.10"],"env":{}}""")]
    public void A_config_comes_with_its_defaults(string name, string config, string json)
    {
        var result = Check(name, config);
        Assert.Empty(result.Issues);
        Assert.Equal(json, result.Value!.Value.GetRawText());
    }

    [Fact]
    public void A_csv_config_types_what_people_write_without_quotes()
    {
        var value = Check("builtin.csv", "path: [a.csv, b.csv]\nsymbols: [TRUE, ON, 0005]\nstart_date: 2020-01-01\ncolumns: {close: Adj Close}\n").Value!.Value;
        Assert.Equal(["TRUE", "ON", "0005"], value.GetProperty("symbols").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal("2020-01-01", value.GetProperty("start_date").GetString());
        Assert.Equal("auto", value.GetProperty("entity_column").GetString());
    }

    [Theory]
    [InlineData("builtin.csv", "path: a.csv\nknowledge: column\n", "expected one of observation, load_time; found 'column'")]
    [InlineData("builtin.csv", "path: a.csv\nstart_date: 2020-02-30\n", "expected a date such as 2024-03-29; found '2020-02-30'")]
    [InlineData("builtin.min_variance", "max_weight: 0\n", "expected more than 0; found '0'")]
    [InlineData("builtin.command", "command: ./run.sh\n", "expected a list; found './run.sh'")]
    public void A_bad_config_is_explained(string name, string config, string message) =>
        Assert.Equal(message, Assert.Single(Check(name, config).Issues).Message);

    private static Engine.Schemas.SchemaResult Check(string name, string config) =>
        BuiltinDefinitions.Find(name, null).First().CheckConfig(DocumentReader.Read(config, "config.yml") as DocumentMapping, default);
}
