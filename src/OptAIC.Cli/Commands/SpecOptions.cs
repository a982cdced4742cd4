using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary>The options by which an instance is said: all of a new one, or what changes of one that exists.</summary>
internal sealed class SpecOptions
{
    private readonly Option<string?> _file = Options.Text("--file", "FILE", "Spec in YAML or JSON that says all that the instance is to be; other options win over it", "-f");
    private readonly Option<string?> _definition = Options.Text("--definition", "NAME[@VERSION]", "Definition: name, name@1.2.0 or name@^1.2; the config starts anew when an instance gets one with another name");
    private readonly Option<string?> _pipeline = Options.Text("--pipeline", "NAME", "Pipeline of a dataset: an instance, or a definition");
    private readonly Option<string?> _store = Options.Text("--store", "NAME", "Store of a dataset: an instance, or a definition such as builtin.csv");
    private readonly Option<string?> _accessor = Options.Text("--accessor", "NAME", "Accessor of a dataset: an instance, or a definition");
    private readonly Option<string[]> _config = Options.Repeatable("--config", "KEY=VALUE", "Config value, laid over those that there are; dots go into objects");
    private readonly Option<string[]> _upstream = Options.Repeatable("--upstream", "ROLE=NAME", "Upstream instance, or its flow as ROLE=NAME.FLOW, in the place of those with that role");
    private readonly Option<string?> _cron = Options.Text("--cron", "EXPRESSION", "Schedule, such as \"0 6 * * 1-5\"");
    private readonly Option<string?> _zone = Options.Text("--tz", "ZONE", "Time zone of the schedule, such as America/New_York");
    private readonly Option<string[]> _tag = Options.Repeatable("--tag", "TAG", "Tag; together they replace those that there are");

    /// <summary>Gives a verb the options.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_file, _definition, _pipeline, _store, _accessor, _config, _upstream, _cron, _zone, _tag])
        {
            verb.Add(option);
        }
    }

    /// <summary>Reads them.</summary>
    public InstanceRequest Read(ParseResult line) => new()
    {
        SpecFile = line.GetValue(_file),
        Definition = line.GetValue(_definition),
        Pipeline = line.GetValue(_pipeline),
        Store = line.GetValue(_store),
        Accessor = line.GetValue(_accessor),
        Config = line.GetValue(_config) ?? [],
        Upstream = line.GetValue(_upstream) ?? [],
        Cron = line.GetValue(_cron),
        TimeZone = line.GetValue(_zone),
        Tags = line.GetValue(_tag) ?? [],
    };
}
