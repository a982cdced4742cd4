using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Models;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic model …</c></summary>
internal static class ModelCommands
{
    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { List() };

    private static Verb List()
    {
        var instance = Options.Required("instance", "Name, id or path of the model");
        var stage = Options.Text("--stage", "candidate|active|retired", "Only versions of this stage");
        return new("list", "List the versions of a model with stage and metrics, newest first", "optaic model list alpha\noptaic model list alpha --stage active --json", call =>
        {
            var wanted = call.Line.Choice<ModelStage>(stage);
            var models = call.Workspace.Instances.ModelsOf(call.Line.GetRequiredValue(instance)).Where(m => wanted is null || m.Stage == wanted).ToList();
            call.Show(models, Json.Document.IReadOnlyListOptModel, screen => ModelOutput.WriteList(screen, models));
        })
        { instance, stage };
    }
}
