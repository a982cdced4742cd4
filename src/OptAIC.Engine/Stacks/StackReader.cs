using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Stacks;

/// <summary>
/// Reads the manifest of a stack: a file with <c>name</c> and <c>instances</c>, a file that is a mapping from names to specs, or a folder of
/// specs.
/// </summary>
internal sealed class StackReader
{
    private static readonly string[] Keys = ["name", "description", "definitions", "defaults", "tags", "instances"];
    private static readonly string[] Extensions = [".yml", ".yaml", ".json"];

    private readonly List<OptIssue> _issues = [];
    private readonly List<StackInstance> _instances = [];
    private readonly List<StackDefinition> _definitions = [];
    private StackDefaults _defaults = StackDefaults.None;

    private StackReader()
    {
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">File or folder, full path.</param>
    /// <exception cref="InvalidStackException">It is none; everything that is wrong is listed.</exception>
    /// <exception cref="InvalidDocumentException">A file is not YAML or JSON.</exception>
    /// <exception cref="DocumentUnreadableException">There is no such file or folder.</exception>
    public static StackManifest Read(string path)
    {
        var reader = new StackReader();
        var name = Directory.Exists(path) ? reader.Folder(path) : reader.File(path);
        if (InstanceName.Problem(name) is { } problem)
        {
            reader._issues.Add(new DocumentPosition(path).Issue("illegal_name", $"'{name}' cannot name a stack: {problem}", "/name"));
        }

        foreach (var again in reader._instances.GroupBy(i => i.Name, InstanceName.Comparer).SelectMany(same => same.Skip(1)))
        {
            reader._issues.Add(again.Spec.Issue("repeated_name", $"the stack has another instance '{again.Name}'"));
        }

        return reader._issues.Count == 0 ? new StackManifest(name, reader._instances) { Definitions = reader._definitions, Defaults = reader._defaults } : throw new InvalidStackException(reader._issues);
    }

    private string Folder(string path)
    {
        foreach (var file in Directory.EnumerateFiles(path).Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            Add(DocumentReader.ReadFile(file), Path.GetFileNameWithoutExtension(file));
        }

        return Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
    }

    private string File(string path)
    {
        var usual = Path.GetFileNameWithoutExtension(path);
        if (DocumentReader.ReadFile(path) is not DocumentMapping manifest)
        {
            _issues.Add(new DocumentPosition(path, 1, 1).Issue("wrong_type", "expected the manifest of a stack: a mapping with 'instances', or from names to specs"));
            return usual;
        }

        if (!manifest.Contains("instances"))
        {
            AddAll(manifest);
            return usual;
        }

        foreach (var entry in manifest.Entries.Where(e => !Keys.Contains(e.Name, StringComparer.Ordinal)))
        {
            _issues.Add(entry.Key.Issue("unknown_key", $"a stack has no '{entry.Name}'; {NearestName.Hint(entry.Name, Keys) ?? $"it has {string.Join(", ", Keys)}"}"));
        }

        AddDefinitions(manifest["definitions"], Path.GetDirectoryName(path)!);
        _defaults = StackDefaults.Read(manifest, _issues);

        if (manifest["instances"] is DocumentSequence list)
        {
            foreach (var item in list.Items)
            {
                Add(item, null);
            }
        }
        else if (manifest["instances"] is DocumentMapping byName)
        {
            AddAll(byName);
        }
        else
        {
            _issues.Add(manifest["instances"]!.Issue("wrong_type", $"expected a list of specs, or a mapping from names to specs; found {Found.Describe(manifest["instances"]!)}"));
        }

        return manifest.TextOf("name") ?? usual;
    }

    private void AddDefinitions(DocumentNode? written, string folder)
    {
        if (written is not null and not DocumentSequence)
        {
            _issues.Add(written.Issue("wrong_type", $"expected a list of folders or archives of definitions; found {Found.Describe(written)}"));
        }

        foreach (var item in (written as DocumentSequence)?.Items ?? [])
        {
            if (item is not DocumentScalar { Text.Length: > 0 } named)
            {
                _issues.Add(item.Issue("wrong_type", $"expected the folder or the archive of a definition; found {Found.Describe(item)}"));
            }
            else if (Path.GetFullPath(named.Text, folder) is var path && !Path.Exists(path))
            {
                _issues.Add(named.Issue("no_such_file", $"there is no definition at '{path}'"));
            }
            else
            {
                _definitions.Add(new StackDefinition(path, named));
            }
        }
    }

    private void AddAll(DocumentMapping byName)
    {
        foreach (var entry in byName.Entries)
        {
            Add(entry.Value, entry.Name);
        }
    }

    private void Add(DocumentNode node, string? name)
    {
        if (node is not DocumentMapping spec)
        {
            _issues.Add(node.Issue("wrong_type", $"expected the spec of an instance, a mapping; found {Found.Describe(node)}"));
        }
        else if (spec.TextOf("name") is { } own)
        {
            _instances.Add(new StackInstance(own, spec));
        }
        else if (name is not null)
        {
            var key = new DocumentScalar("name", ScalarStyle.Plain, spec.Position);
            _instances.Add(new StackInstance(name, new DocumentMapping([new DocumentEntry(key, new DocumentScalar(name, ScalarStyle.Quoted, spec.Position)), .. spec.Entries], spec.Position)));
        }
        else
        {
            _issues.Add(spec.Issue("no_name", "an instance of a stack needs a name, by which it is found again"));
        }
    }
}
