using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic apply</c></summary>
internal static class ApplyCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Build(string name, string description)
    {
        var file = Options.Text("--file", "FILE", "Manifest of the stack (YAML or JSON), or a folder of specs", "-f");
        var whatIf = Options.Flag("--what-if", "Show what would be done; write nothing");
        var prune = Options.Flag("--prune", "Remove instances that the stack made and the manifest no longer has");
        return new Verb(name, description, "optaic apply -f stack.yml --what-if", call =>
        {
            var path = call.Line.GetValue(file) ?? throw new UsageException("apply needs a manifest", "give one with -f stack.yml");
            var prunes = call.Line.GetValue(prune);
            var isPlan = call.Line.GetValue(whatIf);
            var steps = isPlan
                ? call.Workspace.Stacks.Plan(path, prunes, call.Cancellation)
                : call.Workspace.Stacks.Apply(path, prunes, cancellation: call.Cancellation);
            call.Show(steps, Json.Document.IReadOnlyListOptStackStep, screen => StackOutput.Write(screen, steps, isPlan));
        })
        { file, whatIf, prune };
    }
}
