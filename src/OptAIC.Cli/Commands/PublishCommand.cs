using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Contracts;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic instance publish</c></summary>
internal static class PublishCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Build()
    {
        var name = Options.Required("name", "Name, id or path");
        var to = Options.Text("--to", "signal|dataset", "Make a dataset a signal in place, or a signal a dataset again");
        var stage = Options.Text("--stage", "draft|staging|official", "Stage; one step forward at a time, back as far as you like");
        var model = Options.Text("--model", "VERSION", "Version of a model that predictions are made with from now on: its beginning, or latest");
        var file = Options.Text("--spec-file", "FILE", "Spec of the signal, in YAML or JSON");
        var spec = Options.Repeatable("--spec", "KEY=VALUE", "Value of the signal's spec, such as min=-3; wins over the file");
        var reason = Options.Text("--reason", "TEXT", "Why; kept with the instance");
        var force = Options.Flag("--force", "A stage may be left out; contracts are checked all the same");
        var whatIf = Options.Flag("--what-if", "Check everything and show the promotion, but change nothing");
        return new(
            "publish",
            "Promote an instance: dataset to signal, stage draft, staging, official, or a model to another version; and back",
            "optaic instance publish momentum --to signal --spec min=-10 --spec max=10 --stage staging\noptaic instance publish momentum --stage official --reason 'agreed in the review'\noptaic instance publish alpha --model latest --what-if",
            call =>
            {
                var line = call.Line;
                var request = new PublishRequest
                {
                    To = line.GetValue(to) is null ? null : line.Word(to, "signal", "signal", "dataset") == "signal" ? InstanceType.SignalInstance : InstanceType.DatasetInstance,
                    Stage = line.Choice<InstanceStage>(stage),
                    ModelVersion = line.GetValue(model),
                    SignalSpecFile = line.GetValue(file),
                    SignalSpec = line.GetValue(spec) ?? [],
                    Reason = line.GetValue(reason),
                    Force = line.GetValue(force),
                };
                if (request is { To: null, Stage: null, ModelVersion: null })
                {
                    throw new UsageException("it is not said what the instance is to become", "add --to signal, --stage staging, or --model latest");
                }

                var promotion = call.Wait(cancellation => call.Workspace.Instances.PublishAsync(line.GetRequiredValue(name), request, line.GetValue(whatIf), cancellation));
                call.Show(promotion, Json.Document.OptPromotion, screen => Write(screen, promotion));
            })
        { name, to, stage, model, file, spec, reason, force, whatIf };
    }

    private static void Write(Screen screen, OptPromotion promotion)
    {
        if (!promotion.Changed)
        {
            screen.Line(promotion.ToModel is { } version
                ? $"{promotion.Name} predicts with {version[..12]} already"
                : $"{promotion.Name} is a {promotion.ToType}, {SnakeCase.Of(promotion.ToStage)}, already");
            return;
        }

        ContractOutput.WriteAll(screen, promotion.Contracts, "");
        screen.Line((promotion.IsPreview ? "would publish " : "published ") + promotion);
    }
}
