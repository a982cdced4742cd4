using System.IO.Enumeration;
using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Workspaces;
using OptAIC.Naming;

namespace OptAIC.Engine.Facade;

/// <summary>Definitions of a workspace, registered and built in.</summary>
public sealed class DefinitionFacade
{
    private readonly WorkspaceContext _workspace;

    internal DefinitionFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Registers a folder as an immutable version.</summary>
    /// <exception cref="InvalidDefinitionException">The definition breaks rules; all are listed.</exception>
    /// <exception cref="DefinitionVersionExistsException">The version is registered with other content.</exception>
    public RegisteredDefinition Register(string folder)
    {
        var registration = _workspace.Definitions.Register(Path.GetFullPath(folder));
        if (!registration.AlreadyRegistered)
        {
            _workspace.Activity.Append("definition.registered", registration.Definition.ToString(), ("hash", registration.Definition.Hash));
        }

        return new RegisteredDefinition(registration.Definition.ToObject(registration.Warnings), registration.AlreadyRegistered);
    }

    /// <summary>Definitions by name.</summary>
    /// <param name="name">Name or pattern; all when left out.</param>
    /// <param name="kind">Only this kind.</param>
    /// <exception cref="DefinitionNotFoundException">A name without wildcards does not exist.</exception>
    public IReadOnlyList<OptDefinition> List(string? name = null, DefinitionKind? kind = null)
    {
        if (name is not null && !name.AsSpan().ContainsAny('*', '?'))
        {
            Show(name, kind);
        }

        return
        [
            .. _workspace.Definitions.List().Where(d =>
                (name is null || FileSystemName.MatchesSimpleExpression(name, d.Name)) && (kind is null || d.Kind == kind.ToString())),
        ];
    }

    /// <summary>The definitions that a reference means: more than one only where a built-in name is shared by kinds.</summary>
    /// <param name="reference"><c>name</c>, <c>name@1.2.0</c>, <c>name@^1.2</c>.</param>
    /// <param name="kind">Only this kind.</param>
    /// <exception cref="DefinitionNotFoundException">There is none.</exception>
    public IReadOnlyList<OptDefinition> Show(string reference, DefinitionKind? kind = null)
    {
        if (!DefinitionReference.TryParse(reference, out var parsed, out var problem))
        {
            throw new IllegalNameException(reference, problem);
        }

        var kinds = kind is { } only ? [only] : KindsOf(parsed.Name);
        return [.. kinds.Select(k => _workspace.Definitions.Resolve(parsed, k).ToObject())];
    }

    /// <summary>Checks a folder with a <c>definition.yml</c>, or the file itself; needs no workspace.</summary>
    public static IReadOnlyList<OptIssue> Validate(string path) =>
        DefinitionCatalog.Validate(Path.GetFullPath(File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path)).Issues;

    private List<DefinitionKind> KindsOf(string name)
    {
        var kinds = _workspace.Definitions.List().Where(d => d.Name == name).Select(d => Enum.Parse<DefinitionKind>(d.Kind)).Distinct().ToList();
        return kinds.Count > 0 ? kinds : [DefinitionKind.PipelineDef];
    }
}
