using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Specs;

/// <summary>Gives a spec one form: the ancestors' keys become ours, and short forms long ones. Every node keeps the place where it was written.</summary>
internal sealed class SpecAliases(List<OptIssue> issues)
{
    private static readonly string[] Wrappers = ["metadata_json", "instance_metadata"];

    private static readonly Dictionary<string, string> Top = new(StringComparer.Ordinal)
    {
        ["definition_resource_id"] = "definition",
        ["config_json"] = "config",
        ["schedule_json"] = "schedule",
        ["assets_json"] = "assets",
        ["signals_json"] = "signals",
        ["date_range_json"] = "date_range",
    };

    private static readonly Dictionary<string, string> Upstream = new(StringComparer.Ordinal) { ["resource_id"] = "resource" };

    private static readonly Dictionary<string, string> Assets = new(StringComparer.Ordinal) { ["universe_dataset_id"] = "universe" };

    private static readonly Dictionary<string, string> Signals = new(StringComparer.Ordinal) { ["optimizer_instance_id"] = "optimizer" };

    private static readonly Dictionary<string, string> BacktestConfig = new(StringComparer.Ordinal)
    {
        ["rebalance_frequency"] = "rebalance",
        ["slippage_model"] = "slippage",
        ["initial_capital"] = "cash",
        ["risk_free_rate"] = "rf",
    };

    /// <summary>The spec in its one form.</summary>
    public DocumentMapping Apply(DocumentMapping spec)
    {
        var flat = spec.Entries.SelectMany(e => Wrappers.Contains(e.Name) && e.Value is DocumentMapping inner ? inner.Entries : [e]);
        var top = Pinned(Rename(flat, spec.Position, Top));
        top = With(top, "upstream_refs", list => list is DocumentSequence refs ? new DocumentSequence([.. refs.Items.Select(UpstreamForm)], refs.Position) : list);
        return IsBacktest(top) ? BacktestForm(top) : top;
    }

    /// <summary>Whether a spec in its one form is that of a backtest.</summary>
    public static bool IsBacktest(DocumentMapping spec) =>
        spec.TextOf("type") == nameof(Model.InstanceType.BacktestInstance) || (!spec.Contains("type") && !spec.Contains("definition") && spec.Contains("assets"));

    private DocumentMapping BacktestForm(DocumentMapping spec)
    {
        spec = With(spec, "assets", assets => Renamed(assets, Assets));
        spec = With(spec, "signals", signals => Renamed(signals, Signals));
        return With(spec, "config", config => config is DocumentMapping mapping ? ConfigForm(mapping) : config);
    }

    private DocumentMapping ConfigForm(DocumentMapping config)
    {
        // A number is a rate of value; a mapping says commission and slippage apart.
        var entries = config.Entries.SelectMany(e => (e.Name, e.Value) switch
        {
            ("transaction_costs", DocumentMapping costs) => costs.Entries,
            ("transaction_costs", _) => [e with { Key = Named("commission", e.Key) }],
            _ => [e],
        });
        config = Rename(entries, config.Position, BacktestConfig);
        config = With(config, "commission", c => c is DocumentScalar ? Wrap("rate", c) : c);
        config = With(config, "slippage", s => s is DocumentScalar ? Wrap("model", s) : s);
        config = With(config, "audit", a => a is DocumentScalar ? Wrap("sample", a) : a);
        config = With(config, "portfolio", p => p is DocumentScalar ? Wrap("select", p) : p);
        return With(config, "portfolio", p => p is DocumentMapping portfolio ? With(portfolio, "select", SelectForm) : p);
    }

    // "top 20" is {rule: top, n: 20}.
    private static DocumentNode SelectForm(DocumentNode select)
    {
        if (select is not DocumentScalar scalar)
        {
            return select;
        }

        var words = scalar.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var names = new[] { "rule", "n" };
        return words.Length is 1 or 2
            ? new DocumentMapping([.. words.Zip(names, (word, name) => new DocumentEntry(Named(name, scalar), new DocumentScalar(word, ScalarStyle.Plain, scalar.Position)))], scalar.Position)
            : Wrap("rule", scalar);
    }

    private DocumentNode UpstreamForm(DocumentNode reference) => reference is DocumentScalar ? Wrap("resource", reference) : Renamed(reference, Upstream);

    private static DocumentMapping Pinned(DocumentMapping spec)
    {
        if (spec["definition_version_id"] is not DocumentScalar version)
        {
            return spec;
        }

        var rest = new DocumentMapping([.. spec.Entries.Where(e => e.Name != "definition_version_id")], spec.Position);
        return With(rest, "definition", d => d is DocumentScalar name && !name.Text.Contains('@', StringComparison.Ordinal)
            ? new DocumentScalar($"{name.Text}@{version.Text}", ScalarStyle.Quoted, name.Position)
            : d);
    }

    private DocumentNode Renamed(DocumentNode node, Dictionary<string, string> names) =>
        node is DocumentMapping mapping ? Rename(mapping.Entries, mapping.Position, names) : node;

    private DocumentMapping Rename(IEnumerable<DocumentEntry> entries, DocumentPosition position, Dictionary<string, string> names)
    {
        var renamed = new OrderedDictionary<string, DocumentEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var name = names.GetValueOrDefault(entry.Name, entry.Name);
            if (!renamed.TryAdd(name, name == entry.Name ? entry : entry with { Key = Named(name, entry.Key) }))
            {
                issues.Add(entry.Key.Issue("duplicate_key", $"'{entry.Name}' says again what '{renamed[name].Name}' says"));
            }
        }

        return new DocumentMapping([.. renamed.Values], position);
    }

    private static DocumentMapping With(DocumentMapping mapping, string key, Func<DocumentNode, DocumentNode> change) => mapping.Contains(key)
        ? new DocumentMapping([.. mapping.Entries.Select(e => e.Name == key ? e with { Value = change(e.Value) } : e)], mapping.Position)
        : mapping;

    private static DocumentMapping Wrap(string name, DocumentNode value) => new([new DocumentEntry(Named(name, value), value)], value.Position);

    private static DocumentScalar Named(string name, DocumentNode at) => new(name, ScalarStyle.Quoted, at.Position);
}
