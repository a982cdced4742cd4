using System.Collections.Concurrent;
using OptAIC.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Contracts;

/// <summary>A kind of contract: what it is about, at which gates it is checked, and what its config may say. Each is an embedded document.</summary>
internal sealed record ContractKind
{
    /// <summary>The condition that rows must satisfy.</summary>
    public const string Assert = "assert";

    /// <summary>A program that judges.</summary>
    public const string Command = "command";

    private static readonly ConcurrentDictionary<string, ContractKind> Loaded = new(StringComparer.Ordinal);

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "dataset.schema", "dataset.freshness", "dataset.coverage", "pit.policy", "signal.bounds", "signal.coverage", "portfolio.weights",
        "portfolio.leverage", "portfolio.turnover", "portfolio.concentration", "model.performance", "ml.validation", Assert, Command,
    ];

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required IReadOnlySet<ContractGate> Gates { get; init; }

    /// <summary>Schema of its config.</summary>
    public required JsonSchema Config { get; init; }

    /// <summary>A kind by its name; <c>null</c> when there is none.</summary>
    public static ContractKind? Find(string name) => Names.Contains(name) ? Loaded.GetOrAdd(name, Read) : null;

    private static ContractKind Read(string name)
    {
        var resource = $"Contracts.Kinds.{name.Replace('.', '-')}.yml";
        var document = (DocumentMapping)DocumentReader.Read(EmbeddedYaml.Text(resource), resource);
        var issues = new List<OptIssue>();
        var config = JsonSchema.Compile(document["config_schema"]!, issues);
        return issues.Count > 0 ? throw new InvalidOperationException(IssueSummary.Of(issues)) : new ContractKind
        {
            Name = document.TextOf("kind")!,
            Description = document.TextOf("description")!,
            Gates = ((DocumentSequence)document["gates"]!).Items.OfType<DocumentScalar>()
                .Select(g => SnakeCase.TryParse<ContractGate>(g.Text, out var gate) ? gate : throw new InvalidOperationException($"{resource} names the unknown gate '{g.Text}'")).ToHashSet(),
            Config = config,
        };
    }
}
