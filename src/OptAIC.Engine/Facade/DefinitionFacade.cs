using System.IO.Enumeration;
using OptAIC.Definitions;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Definitions.Comparison;
using OptAIC.Engine.Definitions.Scaffolding;
using OptAIC.Engine.Testing;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Facade;

/// <summary>Definitions of a workspace, registered and built in.</summary>
public sealed class DefinitionFacade
{
    private readonly WorkspaceContext _workspace;

    internal DefinitionFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Registers a folder or an archive as an immutable version.</summary>
    /// <param name="path">The folder, or a <c>.zip</c>, <c>.tar.gz</c> or <c>.tgz</c> file that holds it.</param>
    /// <exception cref="ArchiveRefusedException">The archive is damaged, or holds what must not be unpacked.</exception>
    /// <exception cref="InvalidDefinitionException">The definition breaks rules; all are listed.</exception>
    /// <exception cref="DefinitionVersionExistsException">The version is registered with other content.</exception>
    public RegisteredDefinition Register(string path)
    {
        var registration = _workspace.Definitions.Register(Path.GetFullPath(path));
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
        var isOne = name is not null && !name.AsSpan().ContainsAny('*', '?');
        if (isOne)
        {
            Show(name!, kind);
        }

        return
        [
            .. _workspace.Definitions.List()
                .Where(d => (name is null || FileSystemName.MatchesSimpleExpression(name, d.Name)) && (kind is null || d.Kind == kind.ToString()))
                .Select(d => isOne ? InFull(d) : d),
        ];
    }

    /// <summary>The definitions that a reference means: more than one only where a built-in name is shared by kinds.</summary>
    /// <param name="reference"><c>name</c>, <c>name@1.2.0</c>, <c>name@^1.2</c>.</param>
    /// <param name="kind">Only this kind.</param>
    /// <exception cref="DefinitionNotFoundException">There is none.</exception>
    public IReadOnlyList<OptDefinition> Show(string reference, DefinitionKind? kind = null)
    {
        var parsed = Parse(reference);
        var kinds = kind is { } only ? [only] : KindsOf(parsed.Name);
        return [.. kinds.Select(k => InFull(_workspace.Definitions.Resolve(parsed, k)))];
    }

    /// <summary>Compares two definitions: what they run, ask for, promise and consist of.</summary>
    /// <param name="before"><c>name@version</c>, or the path of a folder or an archive.</param>
    /// <param name="after">The same; when left out, the newest registered version of the same name.</param>
    /// <returns>Every difference; none when both are the same.</returns>
    /// <exception cref="DefinitionNotFoundException">One of them does not exist.</exception>
    /// <exception cref="ArchiveRefusedException">An archive is damaged, or holds what must not be unpacked.</exception>
    /// <exception cref="InvalidDefinitionException">A folder or an archive breaks rules; all are listed.</exception>
    public IReadOnlyList<OptDefinitionDifference> Compare(string before, string? after = null)
    {
        using var then = PlaceOf(before);
        var first = Load(before, then);
        using var now = after is null ? null : PlaceOf(after);
        return DefinitionComparison.Compare(first, Load(after ?? first.Definition.Name, now));
    }

    /// <summary>Whether a text means a place on disk: it looks like a path, which no name does, or it names an archive that is there.</summary>
    /// <param name="reference">The text.</param>
    /// <param name="location">The folder from which archives are named; that of the process when left out.</param>
    public static bool IsPath(string reference, string? location = null) =>
        reference.AsSpan().ContainsAny('/', '\\') || reference is "." or ".." || ExtractedArchive.IsArchive(Path.Combine(location ?? "", reference));

    /// <summary>Takes a registered version out of the workspace: its folder goes to the trash.</summary>
    /// <param name="reference"><c>name@version</c>; the name alone where there is one version.</param>
    /// <param name="force">Remove it although instances use it; they then have the status <c>Error</c>.</param>
    /// <exception cref="DefinitionNotFoundException">There is none.</exception>
    /// <exception cref="DefinitionInUseException">Instances use it.</exception>
    public RemovedDefinition Remove(string reference, bool force = false)
    {
        var (name, version) = DefinitionRemoval.Find(_workspace.Definitions, Parse(reference));
        var users = DefinitionRemoval.Users(_workspace, name, version);
        if (users.Count > 0 && !force)
        {
            throw new DefinitionInUseException($"{name}@{version}", users);
        }

        var definition = _workspace.Definitions.List().First(d => d.Name == name && d.Version == version.ToString());
        var trash = _workspace.Definitions.Remove(name, version, _workspace.Paths.Trash);
        _workspace.Activity.Append("definition.removed", definition.ToString(), ("hash", definition.Hash), ("trash", trash));
        return new RemovedDefinition(definition, trash);
    }

    /// <summary>Makes the folder of a new definition with a working example; needs no workspace.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name; <c>my_pipeline</c> and the like when left out.</param>
    /// <param name="folder">The folder to make, missing or empty; named after the definition, in the current one, when left out.</param>
    /// <param name="entry">What it runs; the usual one of the kind when left out.</param>
    /// <exception cref="ScaffoldRefusedException">There is something in the folder, or no such example.</exception>
    public static OptDefinitionScaffold New(DefinitionKind kind, string? name = null, string? folder = null, ScaffoldEntry? entry = null)
    {
        name ??= NameFor(kind);
        return DefinitionScaffold.New(kind, name, folder ?? InstanceName.Check(name), entry);
    }

    /// <summary>The name of a new definition for which nobody gave one: <c>my_pipeline</c>.</summary>
    public static string NameFor(DefinitionKind kind) => $"my_{kind.ToString()[..^"Def".Length].ToLowerInvariant()}";

    /// <summary>Makes the folder of a new workflow around a program that is there; needs no workspace.</summary>
    /// <param name="program">A <c>.ps1</c>, <c>.py</c> or <c>.sh</c> file, which is copied.</param>
    /// <param name="name">Its name; the program's when left out.</param>
    /// <param name="folder">The folder to make, missing or empty; named after the definition, in the current one, when left out.</param>
    /// <exception cref="ScaffoldRefusedException">There is something in the folder, or the file is no such program.</exception>
    public static OptDefinitionScaffold NewFromProgram(string program, string? name = null, string? folder = null)
    {
        name ??= Path.GetFileNameWithoutExtension(program);
        return DefinitionScaffold.FromProgram(program, name, folder ?? InstanceName.Check(name));
    }

    /// <summary>Checks a folder or an archive with a <c>definition.yml</c>, or the file itself; needs no workspace.</summary>
    /// <exception cref="ArchiveRefusedException">The archive is damaged, or holds what must not be unpacked.</exception>
    public static IReadOnlyList<OptIssue> Validate(string path)
    {
        path = Path.GetFullPath(path);
        var isFile = File.Exists(path) && !ExtractedArchive.IsArchive(path);
        return UnregisteredDefinition.Validate(isFile ? Path.GetDirectoryName(path)! : path).Issues;
    }

    /// <summary>Reads the test cases of a definition folder; needs no workspace.</summary>
    /// <param name="path">The folder, or its <c>definition.yml</c>.</param>
    /// <param name="filter">Pattern of the names of cases; all when left out.</param>
    /// <exception cref="InvalidDefinitionException">The definition breaks rules; all are listed.</exception>
    /// <exception cref="InvalidTestSuiteException">A case cannot be run as it is written; every problem is listed.</exception>
    /// <exception cref="TestCaseNotFoundException">No case has a name that matches.</exception>
    public static DefinitionTests TestsOf(string path, string? filter = null)
    {
        path = Path.GetFullPath(path);
        if (ExtractedArchive.IsArchive(path))
        {
            throw ArchiveRefusedException.NeedsFolder(path);
        }

        return new DefinitionTests(TestSuite.Read(UnregisteredDefinition.LoadFolder(File.Exists(path) ? Path.GetDirectoryName(path)! : path), filter));
    }

    /// <summary>Reads the test cases of a registered definition.</summary>
    /// <param name="reference"><c>name</c>, <c>name@1.2.0</c>, <c>name@^1.2</c>.</param>
    /// <param name="filter">Pattern of the names of cases; all when left out.</param>
    /// <exception cref="DefinitionNotFoundException">There is no such definition.</exception>
    /// <inheritdoc cref="TestsOf"/>
    public DefinitionTests Tests(string reference, string? filter = null) => new(TestSuite.Read(_workspace.Definitions.Resolve(Parse(reference)), filter));

    // A list reads manifests only.
    private OptDefinition InFull(OptDefinition listed) =>
        listed.Source == SnakeCase.Of(DefinitionSource.Registered) && listed.Issues.Count == 0 ? InFull(_workspace.Definitions.Resolve(Parse(listed.ToString()))) : listed;

    private static OptDefinition InFull(LoadedDefinition definition) =>
        definition.ToObject(definition.Source == DefinitionSource.Registered ? RegisteredFolder.Open(definition.Folder!).Check(deep: true) : null);

    private static DefinitionReference Parse(string reference) =>
        DefinitionReference.TryParse(reference, out var parsed, out var problem) ? parsed : throw new IllegalNameException(reference, problem);

    private static DefinitionPlace? PlaceOf(string reference) => IsPath(reference) ? DefinitionPlace.Open(Path.GetFullPath(reference), Path.GetTempPath()) : null;

    private LoadedDefinition Load(string reference, DefinitionPlace? place) =>
        place is null ? _workspace.Definitions.Resolve(Parse(reference)) : UnregisteredDefinition.Load(place);

    private List<DefinitionKind> KindsOf(string name)
    {
        var kinds = _workspace.Definitions.List().Where(d => d.Name == name).Select(d => Enum.Parse<DefinitionKind>(d.Kind)).Distinct().ToList();
        return kinds.Count > 0 ? kinds : [DefinitionKind.PipelineDef];
    }
}
