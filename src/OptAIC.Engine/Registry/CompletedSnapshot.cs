using OptAIC.Engine.Documents;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>What the status rules need of a flow's last completed run; a column of the registry.</summary>
internal sealed record CompletedSnapshot
{
    public required Guid RunId { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required string DataVersion { get; init; }

    public long? LoadId { get; init; }

    public DateOnly? LastDataDate { get; init; }

    public SourceFingerprint? Source { get; init; }

    public SourceCheck? SourceCheck { get; init; }

    public required string DefinitionHash { get; init; }

    public required string ConfigHash { get; init; }

    /// <summary>Data version by upstream flow key.</summary>
    public IReadOnlyDictionary<string, string> InputVersions { get; init; } = new Dictionary<string, string>();

    /// <summary>Definition and config hash by used flow key.</summary>
    public IReadOnlyDictionary<string, string> UsedHashes { get; init; } = new Dictionary<string, string>();

    /// <summary>The snapshot of a completed run; <c>null</c> when the run says nothing about the flow's data.</summary>
    public static CompletedSnapshot? Of(RunRecord run) =>
        run is not { Status: RunStatus.Completed, Output: { } output } || run.Trigger.Kind == TriggerKind.Replay
            ? null
            : new CompletedSnapshot
            {
                RunId = run.Id,
                EndedAt = run.EndedAt!.Value,
                DataVersion = output.Version,
                LoadId = output.LoadId,
                LastDataDate = output.LastDataDate,
                Source = run.Source,
                SourceCheck = run.SourceCheck,
                DefinitionHash = run.DefinitionHash,
                ConfigHash = run.ConfigHash,
                InputVersions = run.InputVersions
                    .DistinctBy(i => (i.Instance, i.Flow))
                    .ToDictionary(i => new FlowKey(i.Instance, i.Flow).ToString(), i => i.Version),
                UsedHashes = run.UsedHashes,
            };

    public CompletedRunFacts ToFacts() => new()
    {
        RunId = RunId,
        EndedAt = EndedAt,
        DataVersion = DataVersion,
        LastDataDate = LastDataDate,
        SourceFingerprint = Source?.Hash,
        SourceCheck = SourceCheck,
        DefinitionHash = DefinitionHash,
        ConfigHash = ConfigHash,
        InputVersions = ByFlow(InputVersions),
        UsedHashes = ByFlow(UsedHashes),
    };

    private static Dictionary<FlowKey, string> ByFlow(IReadOnlyDictionary<string, string> byText)
    {
        var byFlow = new Dictionary<FlowKey, string>(byText.Count);
        foreach (var (text, value) in byText)
        {
            if (FlowKey.TryParse(text, out var key))
            {
                byFlow[key] = value;
            }
        }

        return byFlow;
    }
}
