using OptAIC.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Instances;

/// <summary>Reads what a request says of an instance: a file, a text, options, or options over a file or over what an instance says now.</summary>
internal static class SpecSource
{
    private static readonly string[] PipelineKeys = ["definition", "pipeline", "config"];

    /// <summary>The document that the request stands for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="snapshot">The instances that may be named as parts.</param>
    /// <param name="present">What an instance says now; without a file in the request, options are laid over it.</param>
    public static DocumentNode Read(InstanceRequest request, WorkspaceSnapshot snapshot, DocumentMapping? present = null)
    {
        var options = new InstanceSpecOptions
        {
            Name = request.Name,
            Type = request.Type?.ToString(),
            Definition = request.Definition,
            Pipeline = Part(request.Pipeline, snapshot),
            Store = Part(request.Store, snapshot),
            Accessor = Part(request.Accessor, snapshot),
            Config = request.Config,
            Upstreams = request.Upstream,
            Cron = request.Cron,
            TimeZone = request.TimeZone,
            Tags = request.Tags,
        }.ToDocument();
        var written = request.SpecFile is { } file ? DocumentReader.ReadFile(Path.GetFullPath(file))
            : request.SpecText is { } text ? DocumentReader.Read(text, null)
            : present;
        return written switch
        {
            null => options,
            DocumentMapping mapping => Merge(mapping, options),
            _ => written,
        };
    }

    private static (string Text, bool IsInstance)? Part(string? part, WorkspaceSnapshot snapshot) =>
        part is null ? null : (part, InstanceLookup.TryFind(snapshot, part) is not null);

    // What an option says replaces what is written; a config is merged value by value, upstreams role by role.
    private static DocumentMapping Merge(DocumentMapping written, DocumentMapping options)
    {
        var dropped = Dropped(written, options);
        var entries = new List<DocumentEntry>();
        foreach (var entry in written.Entries.Where(e => !dropped.Contains(e.Name)))
        {
            entries.Add((options[entry.Name], entry.Value, entry.Name) switch
            {
                (null, _, _) => entry,
                (DocumentMapping change, DocumentMapping config, "config") => entry with { Value = Values(config, change) },
                (DocumentSequence change, DocumentSequence upstreams, "upstream_refs") => entry with { Value = Upstreams(upstreams, change) },
                var (over, _, _) => entry with { Value = over },
            });
        }

        entries.AddRange(options.Entries.Where(e => dropped.Contains(e.Name) || !written.Contains(e.Name)));
        return new DocumentMapping(entries, written.Position);
    }

    // Another definition has other parameters, so the config of the one before does not go along; and a pipeline stands under one key.
    private static HashSet<string> Dropped(DocumentMapping written, DocumentMapping options)
    {
        var dropped = new HashSet<string>(StringComparer.Ordinal);
        if (options.Contains("pipeline") || (options["definition"] is DocumentScalar fresh && NameOf(fresh.Text) != NameOf(written.TextOf("definition"))))
        {
            dropped.UnionWith(PipelineKeys);
        }

        if (options.Contains("schedule"))
        {
            dropped.Add("schedules");
        }

        return dropped;
    }

    private static string? NameOf(string? definition) =>
        definition is not null && DefinitionReference.TryParse(definition, out var reference, out _) ? reference.Name : definition;

    // Dotted names on the command line name one value each; a mapping that is given whole replaces the one that is there.
    private static DocumentMapping Values(DocumentMapping config, DocumentMapping change)
    {
        var entries = config.Entries.Select(entry => (change[entry.Name], entry.Value) switch
        {
            (null, _) => entry,
            (DocumentMapping over, DocumentMapping value) when over.Position.File == change.Position.File => entry with { Value = Values(value, over) },
            var (over, _) => entry with { Value = over },
        });
        return new DocumentMapping([.. entries, .. change.Entries.Where(e => !config.Contains(e.Name))], config.Position);
    }

    private static DocumentSequence Upstreams(DocumentSequence written, DocumentSequence change)
    {
        var roles = change.Items.Select(RoleOf).ToHashSet(StringComparer.Ordinal);
        return new DocumentSequence([.. written.Items.Where(u => !roles.Contains(RoleOf(u))), .. change.Items], written.Position);
    }

    private static string RoleOf(DocumentNode upstream) => (upstream as DocumentMapping)?.TextOf("role") ?? "input";
}
