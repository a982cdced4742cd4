using OptAIC.Engine.Facade;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Instances;

/// <summary>Reads what a request says of an instance: a file, a text, options, or options over a file.</summary>
internal static class SpecSource
{
    /// <summary>The document that the request stands for.</summary>
    public static DocumentNode Read(InstanceRequest request)
    {
        var options = new InstanceSpecOptions
        {
            Name = request.Name,
            Type = request.Type?.ToString(),
            Definition = request.Definition,
            Config = request.Config,
            Upstreams = request.Upstream,
            Cron = request.Cron,
            TimeZone = request.TimeZone,
            Tags = request.Tags,
        }.ToDocument();
        var written = request.SpecFile is { } file ? DocumentReader.ReadFile(Path.GetFullPath(file))
            : request.SpecText is { } text ? DocumentReader.Read(text, null)
            : null;
        return written switch
        {
            null => options,
            DocumentMapping mapping => Merge(mapping, options),
            _ => written,
        };
    }

    // What an option says replaces what the file says; a config is merged value by value.
    private static DocumentMapping Merge(DocumentMapping file, DocumentMapping options)
    {
        var entries = new List<DocumentEntry>();
        foreach (var entry in file.Entries)
        {
            var over = options[entry.Name];
            entries.Add(over switch
            {
                null => entry,
                DocumentMapping change when entry.Name == "config" && entry.Value is DocumentMapping config => entry with { Value = Merge(config, change) },
                _ => entry with { Value = over },
            });
        }

        entries.AddRange(options.Entries.Where(e => !file.Contains(e.Name)));
        return new DocumentMapping(entries, file.Position);
    }
}
