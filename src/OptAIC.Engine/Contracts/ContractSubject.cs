using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Contracts;

/// <summary>What contracts judge. What costs something to read is read when the first contract asks for it.</summary>
internal sealed record ContractSubject
{
    public required string Instance { get; init; }

    public required InstanceType Type { get; init; }

    /// <summary>The flow that made it.</summary>
    public FlowKind? Flow { get; init; }

    /// <summary>The day on which it is judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Finds calendars by name.</summary>
    public required Func<string?, BusinessCalendar> Calendar { get; init; }

    /// <summary>The data; <c>null</c> when it publishes none.</summary>
    public Lazy<Panel?> Data { get; init; } = new((Panel?)null);

    /// <summary>The version that readers have; <c>null</c> when there is none yet, or it is what is judged.</summary>
    public Lazy<Panel?> Published { get; init; } = new((Panel?)null);

    public DateOnly? LastDataDate { get; init; }

    /// <summary>Portfolio weights by date; <c>null</c> when it has none.</summary>
    public Lazy<Panel?> Weights { get; init; } = new((Panel?)null);

    /// <summary>The weights published before these.</summary>
    public Lazy<Panel?> WeightsBefore { get; init; } = new((Panel?)null);

    /// <summary>Metrics of the run; <c>null</c> when there are none to be had.</summary>
    public IReadOnlyDictionary<string, double?>? Metrics { get; init; }

    /// <summary>When the values became known; <c>null</c> when that is not kept.</summary>
    public Lazy<KnowledgeFacts?> Knowledge { get; init; } = new((KnowledgeFacts?)null);

    /// <summary>What the flow reads.</summary>
    public IReadOnlyList<ContractInput> Inputs { get; init; } = [];

    /// <summary>Folder with the files that it publishes; <c>null</c> when it publishes none.</summary>
    public string? Files { get; init; }
}

/// <summary>Data that a flow reads.</summary>
internal sealed record ContractInput(string Name, DateOnly? LastDataDate, Lazy<Panel?> Data);

/// <summary>Rows with the times at which they became known.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Assumed">How many of them have assumed knowledge.</param>
/// <param name="Name">Writes a row's key.</param>
internal sealed record KnowledgeFacts(KnowledgeRows Rows, long Assumed, Func<int, string> Name);
