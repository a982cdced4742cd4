using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Definitions;

/// <summary>Reads definitions where they lie, without registering them.</summary>
internal static class UnregisteredDefinition
{
    /// <summary>Reads the definition of a folder or an archive without registering it.</summary>
    /// <exception cref="Archives.ArchiveRefusedException">The archive is damaged, or holds what must not be unpacked.</exception>
    /// <exception cref="DocumentUnreadableException">There is no folder, or no <c>definition.yml</c> in it.</exception>
    /// <exception cref="InvalidDocumentException"><c>definition.yml</c> is no YAML.</exception>
    public static DefinitionReading Validate(string path)
    {
        using var place = DefinitionPlace.Open(path, Path.GetTempPath());
        return Validate(place);
    }

    /// <summary>Loads a folder as it is, without registering it.</summary>
    /// <exception cref="InvalidDefinitionException">The definition breaks rules.</exception>
    public static LoadedDefinition LoadFolder(string folder)
    {
        using var place = DefinitionPlace.Open(folder, Path.GetTempPath());
        return Load(place);
    }

    /// <summary>Loads what somebody named as it is, without registering it; it is to be used while the place is open.</summary>
    /// <exception cref="InvalidDefinitionException">The definition breaks rules.</exception>
    public static LoadedDefinition Load(DefinitionPlace place)
    {
        var reading = Validate(place);
        var definition = reading.Definition ?? throw new InvalidDefinitionException(reading.Issues);
        var files = Scan(place).Hash();
        return new LoadedDefinition
        {
            Definition = definition,
            Parameters = reading.Parameters,
            Hash = ContentHash.OfTree(files.Select(f => (f.Path, f.Sha256))),
            Source = DefinitionSource.Folder,
            Folder = Path.GetFullPath(place.Folder),
            Files = files,
        };
    }

    /// <summary>Its files, and the <c>definition.yml</c> that a plain backpack does not have.</summary>
    public static DefinitionFolder Scan(DefinitionPlace place) => DefinitionFolder.Scan(place.Folder, place.Backpack?.Bytes);

    /// <summary>Reads what somebody named and finds all that is wrong with it.</summary>
    public static DefinitionReading Validate(DefinitionPlace place)
    {
        var shownAs = Path.Combine(place.ShownAs, DefinitionReader.FileName);
        return place.Backpack switch
        {
            null => DefinitionReader.Read(DocumentReader.ReadFile(Path.Combine(place.Folder, DefinitionReader.FileName), shownAs: shownAs), place.Folder),
            { Text: { } text } => DefinitionReader.Read(DocumentReader.Read(text, shownAs), place.Folder),
            // Its other files can be wrong at the same time.
            var unsaid => new DefinitionReading(null, JsonSchema.NoParameters, [.. unsaid.Issues, .. WorkflowFiles.Read(place.Folder, place.ShownAs, []).Issues]),
        };
    }
}
