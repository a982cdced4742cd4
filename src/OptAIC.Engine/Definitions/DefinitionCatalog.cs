using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Files;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Definitions;

/// <summary>
/// The definitions that a workspace can use: the registered ones, <c>definitions/name/version/</c>, and the built-in ones. A registered version
/// never changes. Several processes may use a catalog at once.
/// </summary>
/// <param name="definitionsDirectory">Where registered versions are.</param>
/// <param name="stagingDirectory">Where they are made; on the same volume.</param>
/// <param name="time">The clock of registrations.</param>
/// <param name="baseDirectory">Registered versions that are there besides its own, and are only read; <c>null</c> for none.</param>
internal sealed class DefinitionCatalog(string definitionsDirectory, string stagingDirectory, TimeProvider time, string? baseDirectory = null)
{
    private LoadedDefinition? _preview;

    /// <summary>Registers a folder or an archive, or finds that it is registered.</summary>
    /// <exception cref="Archives.ArchiveRefusedException">The archive is damaged, or holds what must not be unpacked.</exception>
    /// <exception cref="DocumentUnreadableException">There is no folder, or no <c>definition.yml</c> in it.</exception>
    /// <exception cref="InvalidDocumentException"><c>definition.yml</c> is no YAML.</exception>
    /// <exception cref="InvalidDefinitionException">The definition breaks rules.</exception>
    /// <exception cref="DefinitionFolderException">The folder holds what cannot be registered.</exception>
    /// <exception cref="DefinitionNameTakenException">The name is reserved, or that of a definition of another kind.</exception>
    /// <exception cref="DefinitionVersionExistsException">The version is registered with other content.</exception>
    /// <exception cref="StorageException">The file system refused.</exception>
    public DefinitionRegistration Register(string path)
    {
        using var place = DefinitionPlace.Open(path, stagingDirectory);
        return RegisterAt(place);
    }

    /// <summary>Makes a folder that is not registered one of the catalog's definitions, for this process and until it is disposed: so that what would be made of it can be checked first.</summary>
    /// <param name="place">The folder or archive.</param>
    /// <param name="loaded">Its definition.</param>
    /// <inheritdoc cref="Register"/>
    public IDisposable Preview(DefinitionPlace place, out LoadedDefinition loaded)
    {
        loaded = UnregisteredDefinition.Load(place);
        CheckName(loaded.Definition);
        return new PreviewScope(this, loaded);
    }

    /// <summary>Moves a registered version out of the catalog.</summary>
    /// <param name="name">Name.</param>
    /// <param name="version">Version.</param>
    /// <param name="trash">Folder that receives it; on the same volume.</param>
    /// <returns>Where it is now.</returns>
    /// <exception cref="StorageException">The file system refused.</exception>
    public string Remove(string name, SemanticVersion version, string trash)
    {
        Directory.CreateDirectory(trash);
        var target = Path.Combine(trash, $"definition_{name}_{version}_{time.GetUtcNow().UtcDateTime:yyyyMMddHHmmssffffff}");
        // The files are on disk already; only the folders' names change.
        DurableDirectory.Publish(FolderOf(name, version), target, Durability.Knowledge);
        DurableDirectory.Flush(trash);
        var parent = Path.Combine(definitionsDirectory, name);
        DurableDirectory.Flush(parent);
        if (!Directory.EnumerateFileSystemEntries(parent).Any())
        {
            Directory.Delete(parent);
        }

        return target;
    }

    /// <summary>Everything there is, built-in ones first; damaged ones with what is wrong with them.</summary>
    public IReadOnlyList<OptDefinition> List() =>
    [
        .. BuiltinDefinitions.All.Select(d => d.ToObject()),
        .. Names().SelectMany(name => Versions(name).Order().Select(version => RegisteredVersion.Describe(FolderOf(name, version), name, version))),
    ];

    /// <summary>The definition that a reference means: of the versions that it accepts the newest.</summary>
    /// <param name="reference">Name and versions.</param>
    /// <param name="kind">The kind that is wanted; any when <c>null</c>.</param>
    /// <exception cref="DefinitionNotFoundException">There is none.</exception>
    /// <exception cref="DefinitionChangedException">Its <c>definition.yml</c> is not what was registered.</exception>
    public LoadedDefinition Resolve(DefinitionReference reference, DefinitionKind? kind = null)
    {
        if (reference.Name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.Ordinal))
        {
            return ResolveBuiltin(reference, kind);
        }

        if (_preview is { } preview && reference.Name == preview.Definition.Name && reference.Range.Allows(preview.Definition.Version) && (kind is null || kind == preview.Definition.Kind))
        {
            return preview;
        }

        var versions = Versions(reference.Name);
        if (versions.Count == 0)
        {
            throw DefinitionNotFoundException.Name(reference, kind, KnownNames(kind));
        }

        var version = reference.Range.Pick(versions) ?? throw DefinitionNotFoundException.Version(reference, versions);
        if (BackpackDefinition.IsVersion(version) && reference.Range.Exact is null)
        {
            version = versions.Where(v => BackpackDefinition.IsVersion(v) && reference.Range.Allows(v)).MaxBy(v => RegisteredFolder.Open(FolderOf(reference.Name, v)).Manifest.RegisteredAt)!;
        }

        var loaded = RegisteredVersion.Load(FolderOf(reference.Name, version));
        return kind is null || loaded.Definition.Kind == kind ? loaded : throw DefinitionNotFoundException.Name(reference, kind, KnownNames(kind));
    }

    /// <summary>A definition by exact name and version, as an instance pinned it.</summary>
    /// <inheritdoc cref="Resolve"/>
    public LoadedDefinition Get(string name, SemanticVersion version, DefinitionKind? kind = null) =>
        Resolve(new DefinitionReference(name, VersionRange.Only(version)), kind);

    /// <summary>The registered versions of a name, in no order.</summary>
    public IReadOnlyList<SemanticVersion> Versions(string name) => InstanceName.Problem(name) is null
        ? [.. Folders(name).Select(d => SemanticVersion.TryParse(d, out var v) ? v : null).OfType<SemanticVersion>()]
        : [];

    /// <summary>The registered names of some kinds; a damaged version does not take its name away.</summary>
    public IEnumerable<string> NamesOf(params IReadOnlyList<DefinitionKind> kinds) => Names().Where(name => Versions(name).Any(version => kinds.Any(kind => IsOf(kind, name, version))));

    /// <summary>What is missing or changed on disk; nothing for a built-in.</summary>
    /// <param name="name">Name.</param>
    /// <param name="version">Version.</param>
    /// <param name="deep">Hash every file, even those whose size and time are unchanged.</param>
    public IReadOnlyList<OptIssue> Check(string name, SemanticVersion version, bool deep = false)
    {
        if (name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.Ordinal))
        {
            return [];
        }

        try
        {
            return RegisteredFolder.Open(FolderOf(name, version)).Check(deep);
        }
        catch (DefinitionChangedException damaged)
        {
            return damaged.Issues;
        }
    }

    private sealed class PreviewScope : IDisposable
    {
        private readonly DefinitionCatalog _catalog;

        public PreviewScope(DefinitionCatalog catalog, LoadedDefinition definition)
        {
            _catalog = catalog;
            _catalog._preview = definition;
        }

        public void Dispose() => _catalog._preview = null;
    }

    /// <summary>The revision of the repository in which a registered definition (<c>name@1.2.0</c>) lay; <c>null</c> when it lay in none.</summary>
    public OptSourceRevision? RevisionOf(string definition) => DefinitionReference.TryParse(definition, out var reference, out _) && reference.Range.Exact is { } version
        ? RegisteredVersion.RevisionOf(FolderOf(reference.Name, version))
        : null;

    private DefinitionRegistration RegisterAt(DefinitionPlace place)
    {
        var reading = UnregisteredDefinition.Validate(place);
        var definition = reading.Definition ?? throw new InvalidDefinitionException(reading.Issues);
        CheckName(definition);
        var source = UnregisteredDefinition.Scan(place);
        var target = FolderOf(definition.Name, definition.Version);
        var isNew = !Directory.Exists(target) && Publish(place, source, definition, target);
        if (!isNew)
        {
            var existing = RegisteredFolder.Open(target);
            if (existing.Compare(source.Hash()) is { Count: > 0 } differences)
            {
                throw new DefinitionVersionExistsException(definition.ToString(), differences);
            }
        }

        return new DefinitionRegistration(RegisteredVersion.Load(target), !isNew, reading.Issues);
    }

    private bool Publish(DefinitionPlace place, DefinitionFolder source, Definition definition, string target)
    {
        var staging = Path.Combine(stagingDirectory, $"definition_{Guid.CreateVersion7():N}");
        try
        {
            Stage(source, definition, staging, GitRevision.Of(place.Folder));
            return TryPublish(staging, target);
        }
        finally
        {
            Discard(staging);
        }
    }

    private void Stage(DefinitionFolder source, Definition definition, string staging, OptSourceRevision? revision)
    {
        var files = source.CopyTo(staging);
        RegisteredFolder.WriteManifest(staging, new DefinitionManifest
        {
            Kind = definition.Kind,
            Name = definition.Name,
            Version = definition.Version.ToString(),
            Description = definition.Description,
            Entry = definition.Entry?.Text,
            Hash = ContentHash.OfTree(files.Select(f => (f.Path, f.Sha256))),
            RegisteredAt = time.GetUtcNow(),
            Revision = revision,
            Files = files,
        });
    }

    // Of two that publish the same version at once, one rename succeeds; the other compares itself with what is there then.
    private bool TryPublish(string staging, string target)
    {
        WriteStep.Before("make the folder of versions", target);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        DurableDirectory.Flush(definitionsDirectory);
        try
        {
            DurableDirectory.Publish(staging, target, Durability.Truth);
            return true;
        }
        catch (StorageException taken) when (taken.Fault == StorageFault.Exists)
        {
            return false;
        }
    }

    private static void Discard(string staging)
    {
        if (!Directory.Exists(staging))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(staging, recursive: true);
    }

    private static LoadedDefinition ResolveBuiltin(DefinitionReference reference, DefinitionKind? kind)
    {
        var found = BuiltinDefinitions.Find(reference.Name, kind).FirstOrDefault()
            ?? throw DefinitionNotFoundException.Name(reference, kind, kind is null ? BuiltinDefinitions.All.Select(d => d.Definition.Name) : BuiltinDefinitions.Names(kind.Value));
        var version = found.Definition.Version;
        return reference.Range.Allows(version) ? found : throw DefinitionNotFoundException.Version(reference, [version]);
    }

    private void CheckName(Definition definition)
    {
        if (definition.Name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new DefinitionNameTakenException(definition.Name, $"names that begin with '{BuiltinDefinitions.Prefix}' are those of the engine");
        }

        if (Names().FirstOrDefault(n => InstanceName.Comparer.Equals(n, definition.Name) && n != definition.Name) is { } similar)
        {
            throw new DefinitionNameTakenException(definition.Name, $"there is '{similar}', which differs only in case");
        }

        if (Versions(definition.Name) is { Count: > 0 } versions && RegisteredFolder.Open(FolderOf(definition.Name, versions[0])).Manifest.Kind is var kind && kind != definition.Kind)
        {
            throw new DefinitionNameTakenException(definition.Name, $"'{definition.Name}' is a {kind}, not a {definition.Kind}");
        }
    }

    private bool IsOf(DefinitionKind kind, string name, SemanticVersion version)
    {
        try
        {
            return RegisteredFolder.Open(FolderOf(name, version)).Manifest.Kind == kind;
        }
        catch (DefinitionChangedException)
        {
            return false;
        }
    }

    private IEnumerable<string> KnownNames(DefinitionKind? kind) =>
        Names().Concat(kind is null ? BuiltinDefinitions.All.Select(d => d.Definition.Name) : BuiltinDefinitions.Names(kind.Value));

    private IEnumerable<string> Names() => Folders("").Order(StringComparer.Ordinal);

    // The names of what is in a folder of the catalog.
    private IEnumerable<string> Folders(string below) => new[] { definitionsDirectory, baseDirectory }.OfType<string>()
        .Select(d => Path.Combine(d, below)).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Select(d => Path.GetFileName(d)).Distinct(StringComparer.Ordinal);

    private string FolderOf(string name, SemanticVersion version)
    {
        var own = Path.Combine(definitionsDirectory, name, version.ToString());
        return baseDirectory is not null && !Directory.Exists(own) && Path.Combine(baseDirectory, name, version.ToString()) is var other && Directory.Exists(other) ? other : own;
    }
}
