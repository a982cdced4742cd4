using System.Text.Json;
using OptAIC.Engine.Data;

namespace OptAIC.Engine.Execution;

/// <summary>What a flow's program has made: an output that is not published yet, and what the record says of the run.</summary>
internal sealed record FlowResult(PendingOutput Output)
{
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    /// <summary>Contracts that the program has checked itself.</summary>
    public IReadOnlyList<OptContractReport> Contracts { get; init; } = [];

    public JsonElement? Provenance { get; init; }

    public int? ExitCode { get; init; }

    public IReadOnlyList<string>? CommandLine { get; init; }
}

/// <summary>The program of a flow.</summary>
internal interface IFlowProgram
{
    /// <summary>Does the work and returns what it made; publishes nothing.</summary>
    Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation);
}
