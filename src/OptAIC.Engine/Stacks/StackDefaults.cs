using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Stacks;

/// <summary>What the instances of a stack have in common: values that count where an instance says nothing, and tags that all of them get.</summary>
internal sealed class StackDefaults
{
    private const string Config = "config";
    private const string Tags = "tags";

    // What says how an instance is run and judged; never what it is.
    private static readonly string[] ForAll = ["guardrail_contracts", "overlap", "retry_policy", "schedule", "stale_on", Tags, "time_zone", "timeout", "update_frequency"];
    private static readonly string[] ForOneType = [.. ForAll, "accessor", Config, "signal_spec", "store"];
    private static readonly string[] Types = Enum.GetNames<InstanceType>();

    private readonly Dictionary<InstanceType, DocumentMapping> _byType = [];
    private readonly List<DocumentEntry> _all = [];
    private readonly List<DocumentNode> _tags = [];

    /// <summary>No defaults.</summary>
    public static StackDefaults None { get; } = new();

    /// <summary>Reads <c>defaults</c> and <c>tags</c> of a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="issues">Receives what is wrong.</param>
    public static StackDefaults Read(DocumentMapping manifest, List<OptIssue> issues)
    {
        var defaults = new StackDefaults();
        if (manifest["defaults"] is DocumentMapping written)
        {
            defaults.Read(written.Entries, issues);
        }
        else if (manifest["defaults"] is { } wrong)
        {
            issues.Add(wrong.Issue("wrong_type", $"expected the defaults of the stack, a mapping; found {Found.Describe(wrong)}"));
        }

        if (manifest[Tags] is DocumentSequence tags)
        {
            defaults._tags.AddRange(tags.Items);
        }
        else if (manifest[Tags] is { } wrong)
        {
            issues.Add(wrong.Issue("wrong_type", $"expected a list of tags; found {Found.Describe(wrong)}"));
        }

        return defaults;
    }

    /// <summary>A spec with what it has from the stack.</summary>
    /// <param name="spec">The spec as it was written.</param>
    /// <param name="typeOf">Finds the type of its instance; <c>null</c> when that cannot be told.</param>
    public DocumentMapping Complete(DocumentMapping spec, Func<DocumentMapping, InstanceType?> typeOf)
    {
        var entries = spec.Entries.ToList();
        if (_byType.Count > 0 && typeOf(spec) is { } type && _byType.TryGetValue(type, out var own))
        {
            Add(entries, own.Entries.Where(e => e.Name != Config));
            if (own[Config] is DocumentMapping config)
            {
                AddConfig(entries, config);
            }
        }

        Add(entries, _all);
        AddTags(entries, spec);
        return new DocumentMapping(entries, spec.Position);
    }

    private void Read(IEnumerable<DocumentEntry> entries, List<OptIssue> issues)
    {
        foreach (var entry in entries)
        {
            if (!Enum.TryParse<InstanceType>(entry.Name, out var type) || !Types.Contains(entry.Name, StringComparer.Ordinal))
            {
                Check(entry, ForAll, "every instance", [.. ForAll, .. Types], issues);
                _all.Add(entry);
            }
            else if (entry.Value is DocumentMapping ofType)
            {
                foreach (var key in ofType.Entries)
                {
                    Check(key, ForOneType, $"every {type}", ForOneType, issues);
                }

                _byType.Add(type, ofType);
            }
            else
            {
                issues.Add(entry.Value.Issue("wrong_type", $"expected the defaults of every {type}, a mapping; found {Found.Describe(entry.Value)}"));
            }
        }
    }

    private static void Check(DocumentEntry entry, string[] known, string whose, string[] hints, List<OptIssue> issues)
    {
        if (!known.Contains(entry.Name, StringComparer.Ordinal))
        {
            issues.Add(entry.Key.Issue("unknown_key", $"'{entry.Name}' is no default of {whose}; {NearestName.Hint(entry.Name, hints) ?? $"there are {string.Join(", ", hints)}"}"));
        }
        else if (entry is { Name: Config, Value: not DocumentMapping })
        {
            issues.Add(entry.Value.Issue("wrong_type", $"expected a mapping; found {Found.Describe(entry.Value)}"));
        }
    }

    private static void Add(List<DocumentEntry> entries, IEnumerable<DocumentEntry> defaults)
    {
        foreach (var entry in defaults)
        {
            // 'schedules' says for each flow what 'schedule' says for the usual one.
            if (!entries.Exists(e => e.Name == entry.Name || (entry.Name == "schedule" && e.Name == "schedules")))
            {
                entries.Add(entry);
            }
        }
    }

    // The config of a dataset that is spelt out is that of its pipeline.
    private static void AddConfig(List<DocumentEntry> entries, DocumentMapping config)
    {
        var at = entries.FindIndex(e => e is { Name: "pipeline", Value: DocumentMapping });
        if (at >= 0)
        {
            var pipeline = (DocumentMapping)entries[at].Value;
            var completed = pipeline.Entries.ToList();
            MergeConfig(completed, config);
            entries[at] = new DocumentEntry(entries[at].Key, new DocumentMapping(completed, pipeline.Position));
        }
        else
        {
            MergeConfig(entries, config);
        }
    }

    private static void MergeConfig(List<DocumentEntry> entries, DocumentMapping config)
    {
        var at = entries.FindIndex(e => e.Name == Config);
        if (at < 0)
        {
            entries.Add(new DocumentEntry(Key(Config, config.Position), config));
        }
        else if (entries[at].Value is DocumentMapping own)
        {
            entries[at] = new DocumentEntry(entries[at].Key, new DocumentMapping([.. own.Entries, .. config.Entries.Where(e => !own.Contains(e.Name))], own.Position));
        }
    }

    private void AddTags(List<DocumentEntry> entries, DocumentMapping spec)
    {
        var at = entries.FindIndex(e => e.Name == Tags);
        if (_tags.Count == 0 || (at >= 0 && entries[at].Value is not DocumentSequence))
        {
            return;
        }

        IReadOnlyList<DocumentNode> own = at < 0 ? [] : ((DocumentSequence)entries[at].Value).Items;
        var known = own.OfType<DocumentScalar>().Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        var all = new DocumentSequence([.. own, .. _tags.Where(t => t is not DocumentScalar scalar || known.Add(scalar.Text))], spec.Position);
        if (at < 0)
        {
            entries.Add(new DocumentEntry(Key(Tags, spec.Position), all));
        }
        else
        {
            entries[at] = new DocumentEntry(entries[at].Key, all);
        }
    }

    private static DocumentScalar Key(string name, DocumentPosition position) => new(name, ScalarStyle.Plain, position);
}
