using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Contracts;

/// <summary>Gives a contract one form: the ancestors' kinds and keys become ours, and short forms long ones. Every node keeps the place where it was written.</summary>
internal static class ContractAliases
{
    private static readonly string[] AssertKeys = ["allow_failing", "missing", "of"];

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["dataset.pit"] = "pit.policy",
        ["portfolio.constraints"] = "portfolio.weights",
    };

    private static readonly Dictionary<(string Kind, string Key), string> Keys = new()
    {
        [("signal.bounds", "min_value")] = "min",
        [("signal.bounds", "max_value")] = "max",
        [("dataset.freshness", "max_staleness_days")] = "max_age_days",
        [("dataset.coverage", "min_symbols")] = "min_entities",
        [("signal.coverage", "min_symbols")] = "min_entities",
        [("portfolio.weights", "sum_tolerance")] = "tolerance",
        [("portfolio.weights", "min_weight")] = "min",
        [("portfolio.weights", "max_weight")] = "max",
        [("portfolio.leverage", "max_gross_leverage")] = "max_gross",
        [("portfolio.turnover", "max_turnover")] = "max",
        [("portfolio.concentration", "max_single_position")] = "max_weight",
    };

    /// <summary>The kind and config of a contract as it was written; <c>null</c> when neither is there.</summary>
    public static (DocumentScalar Kind, DocumentMapping Config)? Form(DocumentMapping written)
    {
        if (written["assert"] is DocumentScalar condition)
        {
            var entries = written.Entries.Where(e => AssertKeys.Contains(e.Name)).Prepend(Entry("expression", condition, condition));
            return (Text(ContractKind.Assert, condition), new DocumentMapping([.. entries], condition.Position));
        }

        if (written["command"] is { } command)
        {
            var entries = written.Entries.Where(e => e.Name == "timeout").Prepend(Entry("command", command, command));
            return (Text(ContractKind.Command, command), new DocumentMapping([.. entries], command.Position));
        }

        if (written["kind"] is not DocumentScalar given)
        {
            return null;
        }

        var kind = Kinds.TryGetValue(given.Text, out var own) ? Text(own, given) : given;
        return (kind, Config(kind.Text, written["config"] as DocumentMapping ?? new DocumentMapping([], given.Position)));
    }

    private static DocumentMapping Config(string kind, DocumentMapping config)
    {
        var entries = new List<DocumentEntry>();
        foreach (var entry in config.Entries)
        {
            var renamed = (kind, entry.Name) switch
            {
                ("portfolio.weights", "sum_to_one") => Entry("sum", entry.Key, Is(entry.Value, "true") ? new DocumentScalar("1", ScalarStyle.Plain, entry.Value.Position) : Text("any", entry.Value)),
                ("portfolio.weights", "allow_short") => Entry("long_only", entry.Key, new DocumentScalar(Is(entry.Value, "true") ? "false" : "true", ScalarStyle.Plain, entry.Value.Position)),
                _ when Keys.TryGetValue((kind, entry.Name), out var name) => Entry(name, entry.Key, entry.Value),
                _ => entry,
            };
            if (entries.All(e => e.Name != renamed.Name))
            {
                entries.Add(renamed);
            }
        }

        return new DocumentMapping(entries, config.Position);
    }

    private static bool Is(DocumentNode node, string text) => node is DocumentScalar scalar && scalar.Text == text;

    private static DocumentEntry Entry(string name, DocumentNode at, DocumentNode value) => new(Text(name, at), value);

    private static DocumentScalar Text(string text, DocumentNode at) => new(text, ScalarStyle.Quoted, at.Position);
}
