using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Errors;
using OptAIC.Naming;

namespace OptAIC.Cli.Commands;

/// <summary><c>optaic definition …</c></summary>
internal static class DefinitionCommands
{
    /// <summary>Builds the noun with its verbs.</summary>
    public static Command Build(string name, string description) => new(name, description) { New(), Register(), List(), Show(), Validate(), Compare(), Remove(), DefinitionTestCommand.Build() };

    private static Verb New()
    {
        var kind = Options.Optional("kind", "PipelineDef, StoreDef, AccessorDef, OpDef, OpMacroDef, MLModuleDef, PortfolioOptimizerDef or WorkflowDef");
        var name = Options.Text("--name", "NAME", "Name of the definition (default: made from the kind, or the program)");
        var folder = Options.Text("--dir", "DIR", "Folder to make, missing or empty (default: named after the definition)");
        var entry = Options.Text("--entry", "powershell|python|shell|builtin|expression", "What it runs (default: the first that the kind has)");
        var program = Options.Text("--from-workflow", "FILE", "Make a WorkflowDef around this .ps1, .py or .sh file");
        return new("new", "Make the folder of a new definition, with an example that runs; needs no workspace", "optaic definition new PipelineDef --name vendor_prices --entry python\noptaic definition new --from-workflow report.py", call =>
        {
            var (chosen, wanted, file) = (KindOf(call.Line.GetValue(kind)), call.Line.Choice<ScaffoldEntry>(entry), call.Line.GetValue(program));
            if (chosen is null == file is null || (file is not null && wanted is not null))
            {
                throw new UsageException("'definition new' makes an example of a kind, or a workflow around a file", "give a kind, with --entry if you like, or --from-workflow FILE");
            }

            var made = file is null
                ? DefinitionFacade.New(chosen!.Value, call.Line.GetValue(name), call.Line.GetValue(folder), wanted)
                : DefinitionFacade.NewFromProgram(file, call.Line.GetValue(name), call.Line.GetValue(folder));
            call.Show(made, Json.Document.OptDefinitionScaffold, screen =>
            {
                screen.Line($"made {made.Path} ({made.Kind}, {made.Entry}); next:");
                foreach (var command in made.Next)
                {
                    screen.Line($"  {command}");
                }
            });
        })
        { kind, name, folder, entry, program };
    }

    private static DefinitionKind? KindOf(string? text) =>
        text is null ? null
        : Enum.GetNames<DefinitionKind>().FirstOrDefault(k => k.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<DefinitionKind>(known)
        : throw new UsageException($"there is no kind '{text}'", NearestName.Hint(text, Enum.GetNames<DefinitionKind>()) ?? $"there are: {string.Join(", ", Enum.GetNames<DefinitionKind>())}");

    private static Verb Register()
    {
        var folder = Options.Required("folder", "Folder with definition.yml, or a .zip, .tar.gz or .tgz of one");
        return new("register", "Register a definition folder or archive; a registered version never changes", "optaic definition register ./csv_prices", call =>
        {
            var registered = call.Workspace.Definitions.Register(call.Line.GetRequiredValue(folder));
            call.Show(registered, Json.Document.RegisteredDefinition, screen =>
                screen.Line($"{(registered.AlreadyRegistered ? "already registered" : "registered")} {registered.Definition} ({registered.Definition.Kind}, {Words.Short(registered.Definition.Hash)})"));
        })
        { folder };
    }

    private static Verb List()
    {
        var name = Options.Optional("name", "Name or pattern with * and ?");
        var kind = Kind();
        return new("list", "List definitions, built-ins included", "optaic definition list 'builtin.*' --kind PipelineDef", call =>
        {
            var wanted = call.Line.Choice<DefinitionKind>(kind);
            var definitions = call.Workspace.Definitions.List(call.Line.GetValue(name), wanted);
            call.Show(definitions, Json.Document.IReadOnlyListOptDefinition, screen => DefinitionOutput.WriteList(screen, definitions));
        })
        { name, kind };
    }

    private static Verb Show()
    {
        var reference = Options.Required("definition", "name, name@1.2.0 or name@^1.2");
        var kind = Kind();
        return new("show", "Show a definition with its parameters", "optaic definition show builtin.sqlite\noptaic definition show builtin.csv --kind PipelineDef", call =>
        {
            var (text, wanted) = (call.Line.GetRequiredValue(reference), call.Line.Choice<DefinitionKind>(kind));
            var definitions = call.Workspace.Definitions.Show(text, wanted);
            if (definitions.Count > 1 && call.Json)
            {
                throw new UsageException(
                    $"'{text}' means {definitions.Count} definitions, and JSON shows one",
                    "add --kind " + string.Join(" or --kind ", definitions.Select(d => d.Kind).Distinct()));
            }

            call.Show(definitions[0], Json.Document.OptDefinition, screen => DefinitionOutput.WriteEach(screen, definitions));
        })
        { reference, kind };
    }

    private static Verb Validate()
    {
        var path = Options.Required("path", "Folder, its definition.yml, or a .zip, .tar.gz or .tgz of it");
        return new("validate", "Check a definition folder or archive and list every problem; needs no workspace", "optaic definition validate ./csv_prices", call =>
        {
            var issues = DefinitionFacade.Validate(call.Line.GetRequiredValue(path));
            call.Show(issues, Json.Document.IReadOnlyListOptIssue, screen => IssueOutput.Write(screen, issues, "valid"));
            return IssueOutput.ExitCodeOf(issues, ExitCode.Usage);
        })
        { path };
    }

    private static Verb Compare()
    {
        var before = Options.Required("before", "name@version, a folder, or an archive");
        var after = Options.Optional("after", "name@version, a folder, or an archive (default: the newest registered version of the same name)");
        return new("compare", "Show how two definitions differ, and what may break instances", "optaic definition compare csv_prices@1.0.0 csv_prices@1.1.0\noptaic definition compare ./csv_prices", call =>
        {
            var differences = call.Workspace.Definitions.Compare(call.Line.GetRequiredValue(before), call.Line.GetValue(after));
            call.Show(differences, Json.Document.IReadOnlyListOptDefinitionDifference, screen => DefinitionOutput.WriteDifferences(screen, differences));
        })
        { before, after };
    }

    private static Verb Remove()
    {
        var reference = Options.Required("definition", "name@version");
        var force = Options.Flag("--force", "Even when instances use it");
        return new("remove", "Move a registered version to the trash", "optaic definition remove csv_prices@1.0.0", call =>
        {
            var removed = call.Workspace.Definitions.Remove(call.Line.GetRequiredValue(reference), call.Line.GetValue(force));
            call.Show(removed, Json.Document.RemovedDefinition, screen => screen.Line($"removed {removed.Definition}; its folder is now {removed.TrashPath}"));
        })
        { reference, force };
    }

    private static Option<string?> Kind() => Options.Text("--kind", "KIND", "Only this kind, such as PipelineDef");
}
