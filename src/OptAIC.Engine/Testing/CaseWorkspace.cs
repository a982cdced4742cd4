using System.Text;
using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Testing;

/// <summary>The workspace of one case: the definition, its inputs and the instance that is tested are made in it as anybody would make them.</summary>
/// <param name="workspace">A new workspace.</param>
/// <param name="definition">The definition.</param>
/// <param name="test">The case.</param>
internal sealed class CaseWorkspace(WorkspaceContext workspace, LoadedDefinition definition, TestCase test)
{
    /// <summary>Name of the instance that is tested: that of the definition, unless an input has it.</summary>
    public string Subject { get; } = InstanceName.Suggest(definition.Definition.Name, name => test.Inputs.Any(i => InstanceName.Comparer.Equals(i.Name, name)));

    /// <summary>Registers the definitions, writes the secrets, makes the inputs.</summary>
    /// <param name="source">Folder of the definition, as it is registered.</param>
    public void Prepare(string source)
    {
        workspace.Definitions.Register(source);
        foreach (var other in test.Definitions)
        {
            workspace.Definitions.Register(other);
        }

        WriteSecrets();
        foreach (var input in test.Inputs)
        {
            Create(Mapping(input.Config.Position, ("name", Text(input.Name)), ("type", Text("DatasetInstance")), ("pipeline", Part("builtin.csv", input.Config))));
        }
    }

    /// <summary>Makes the instance that is tested.</summary>
    public void CreateSubject()
    {
        var reference = definition.Definition.ToString();
        var config = test.Config ?? new DocumentMapping([], test.Position);
        List<(string Key, DocumentNode Value)> entries = [("name", Text(Subject))];
        switch (definition.Definition.Kind)
        {
            case DefinitionKind.PipelineDef:
                entries.Add(("pipeline", Part(reference, config)));
                entries.Add(("upstream_refs", Upstreams(config)));
                break;
            case DefinitionKind.StoreDef or DefinitionKind.AccessorDef:
                entries.Add(("type", Text("DatasetInstance")));
                entries.Add(("pipeline", Part("builtin.csv", test.Inputs is [var only] ? only.Config : throw new CaseNotRunnableException(test.Name, "a store or an accessor is tested with exactly one input"))));
                entries.Add((definition.Definition.Kind == DefinitionKind.StoreDef ? "store" : "accessor", Part(reference, config)));
                break;
            default:
                entries.Add(("definition", Text(reference)));
                entries.Add(("config", config));
                entries.Add(("upstream_refs", Upstreams(config)));
                break;
        }

        if (test.Contracts is { } contracts)
        {
            entries.Add(("guardrail_contracts", contracts));
        }

        Create(Mapping(test.Position, [.. entries]));
    }

    private void Create(DocumentMapping spec)
    {
        var draft = new InstanceDrafting(workspace, new WorkspaceSnapshot(workspace)).Draft(spec, Path.GetDirectoryName(test.File));
        InstanceWriter.Publish(workspace, draft.Document, draft.Parts);
        CreationContracts.Warn(workspace, draft);
    }

    // An input that the config names is an upstream by that already.
    private DocumentSequence Upstreams(DocumentMapping config)
    {
        var named = definition.CheckConfig(config, test.Position, Path.GetDirectoryName(test.File)).Instances.Select(i => i.Value).ToHashSet(InstanceName.Comparer);
        return new DocumentSequence(
            [.. test.Inputs.Where(i => !named.Contains(i.Name)).Select(i => Mapping(i.Config.Position, ("resource", Text(i.Name)), ("role", Text(RoleOf(i.Name)))))],
            test.Position);
    }

    private string RoleOf(string input)
    {
        var contracts = definition.Definition.LineageContracts;
        return contracts.Count == 0 || contracts.Any(c => c.Role == input) ? input : contracts[0].Role;
    }

    private void WriteSecrets()
    {
        if (test.Secrets.Count == 0)
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(workspace.Paths.Secrets, options);
        foreach (var (name, value) in test.Secrets)
        {
            file.Write(Encoding.UTF8.GetBytes($"{Quoted(name)}: {Quoted(value)}\n"));
        }
    }

    // A string of JSON is one of YAML too.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private DocumentScalar Text(string text) => new(text, ScalarStyle.Quoted, test.Position);

    private DocumentMapping Part(string reference, DocumentMapping config) => Mapping(config.Position, ("definition", Text(reference)), ("config", config));

    private DocumentMapping Mapping(DocumentPosition position, params (string Key, DocumentNode Value)[] entries) =>
        new([.. entries.Select(e => new DocumentEntry(Text(e.Key), e.Value))], position);
}
