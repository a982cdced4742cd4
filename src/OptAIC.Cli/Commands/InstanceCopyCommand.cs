using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance copy</c>.</summary>
internal static class InstanceCopyCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Build()
    {
        var source = Options.Required("name", "Name, id or path");
        var name = Options.Required("new-name", "Name of the copy");
        var config = Options.Repeatable("--config", "KEY=VALUE", "Config value, laid over those of the instance; dots go into objects");
        var upstream = Options.Repeatable("--upstream", "ROLE=NAME", "Upstream instance, or its flow as ROLE=NAME.FLOW, in the place of those with that role");
        var tag = Options.Repeatable("--tag", "TAG", "Tag; together they replace those of the instance");
        var data = Options.Flag("--with-data", "Take along what it has published, with the runs that made it");
        var whatIf = Options.Flag("--what-if", "Check everything and show the copy, but make nothing");
        return new("copy", "Make an instance like another one; its schedules are disabled", "optaic instance copy momentum momentum_6m --config 'expression=close / REF(close, 126) - 1'\noptaic instance copy prices prices_frozen --with-data", call =>
        {
            var line = call.Line;
            var request = new CopyRequest
            {
                Config = line.GetValue(config) ?? [],
                Upstream = line.GetValue(upstream) ?? [],
                Tags = line.GetValue(tag) ?? [],
                WithData = line.GetValue(data),
            };
            var preview = line.GetValue(whatIf);
            var copy = call.Workspace.Instances.Copy(line.GetRequiredValue(source), line.GetRequiredValue(name), request, preview, call.Cancellation);
            call.Show(copy, Json.Document.OptInstance, screen =>
            {
                screen.Line($"{(preview ? "would copy" : "copied")} {line.GetRequiredValue(source)} to {copy.Name} ({copy.Type}, {copy.Definition})");
                if (preview)
                {
                    InstanceOutput.WritePreview(screen, copy);
                }
            });
        })
        { source, name, config, upstream, tag, data, whatIf };
    }
}
