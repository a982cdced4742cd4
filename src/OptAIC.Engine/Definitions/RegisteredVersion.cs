using OptAIC.Definitions;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Definitions;

/// <summary>One registered version, read from its folder.</summary>
internal static class RegisteredVersion
{
    /// <summary>Loads it for use.</summary>
    /// <exception cref="DefinitionChangedException">Its <c>definition.yml</c> is not what was registered.</exception>
    public static LoadedDefinition Load(string folder)
    {
        var registered = RegisteredFolder.Open(folder);
        var manifest = registered.Manifest;
        var file = Path.Combine(folder, DefinitionReader.FileName);
        var recorded = manifest.Files.FirstOrDefault(f => f.Path == DefinitionReader.FileName)?.Sha256;
        if (!File.Exists(file) || ContentHash.OfFile(file).Sha256 != recorded)
        {
            throw new DefinitionChangedException($"{manifest.Name}@{manifest.Version}", registered.Check(deep: true));
        }

        var reading = DefinitionReader.Read(DocumentReader.ReadFile(file), folder);
        return new LoadedDefinition
        {
            Definition = reading.Definition ?? throw new InvalidDefinitionException(reading.Issues),
            Parameters = reading.Parameters,
            Hash = manifest.Hash,
            Source = DefinitionSource.Registered,
            Folder = folder,
            Revision = manifest.Revision,
            Files = manifest.Files,
        };
    }

    /// <summary>The revision of the repository in which it lay when it was registered. What is wrong with its files is said where they are used.</summary>
    public static OptSourceRevision? RevisionOf(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? RegisteredFolder.Open(folder).Manifest.Revision : null;
        }
        catch (DefinitionChangedException)
        {
            return null;
        }
    }

    /// <summary>Describes it as people see it; a damaged one with what is wrong with it.</summary>
    public static OptDefinition Describe(string folder, string name, SemanticVersion version)
    {
        try
        {
            var registered = RegisteredFolder.Open(folder);
            var manifest = registered.Manifest;
            return new OptDefinition
            {
                Name = manifest.Name,
                Version = manifest.Version,
                Kind = manifest.Kind.ToString(),
                Description = manifest.Description,
                Hash = manifest.Hash,
                Source = SnakeCase.Of(DefinitionSource.Registered),
                Entry = manifest.Entry,
                Path = folder,
                Revision = manifest.Revision,
                Issues = registered.Check(),
                Parameters = new ReadWhenAsked<OptParameter>(() => Load(folder).Parameters.Parameters()),
            };
        }
        catch (DefinitionChangedException damaged)
        {
            return new OptDefinition { Name = name, Version = version.ToString(), Kind = "", Hash = "", Source = SnakeCase.Of(DefinitionSource.Registered), Path = folder, Issues = damaged.Issues };
        }
    }
}
