using System.Globalization;
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

    /// <summary>The day as of which it ran; <c>null</c> is the day on which it ended.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The snapshot of a completed run; <c>null</c> when the run says nothing about the flow's current data.</summary>
    public static CompletedSnapshot? Of(RunRecord run) => run.Counts ? OfAny(run) : null;

    /// <summary>The snapshot of a completed run, whatever it made; <c>null</c> when it has not completed.</summary>
    public static CompletedSnapshot? OfAny(RunRecord run) =>
        run is not { Status: RunStatus.Completed, Output: { } output }
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
                AsOf = run.AsOf,
                DefinitionHash = run.DefinitionHash,
                ConfigHash = run.ConfigHash,
                InputVersions = run.InputVersions
                    .DistinctBy(i => (i.Instance, i.Flow))
                    .ToDictionary(i => new FlowKey(i.Instance, i.Flow).ToString(), i => VersionAsOf(i.Version, i.AsOf)),
                UsedHashes = run.UsedHashes,
            };

    /// <summary>A version of which only what was known at the end of a day was read, as it is compared.</summary>
    public static string VersionAsOf(string version, DateOnly? day) => day is { } cut ? string.Create(CultureInfo.InvariantCulture, $"{version}@{cut:yyyy-MM-dd}") : version;

    /// <summary>The same, as it is compared on a day: what was read as of that day is what there is then.</summary>
    public CompletedSnapshot On(DateOnly? day)
    {
        if (day is not { } cut || !InputVersions.Values.Any(v => v.Contains('@', StringComparison.Ordinal)))
        {
            return this;
        }

        var suffix = VersionAsOf("", cut);
        return this with { InputVersions = InputVersions.ToDictionary(i => i.Key, i => i.Value.EndsWith(suffix, StringComparison.Ordinal) ? i.Value[..^suffix.Length] : i.Value) };
    }

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
