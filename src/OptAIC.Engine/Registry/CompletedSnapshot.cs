using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>A flow's last completed run: what the status rules need of it, and where its data are; a column of the registry.</summary>
/// <param name="Facts">What the status rules need.</param>
internal sealed record CompletedSnapshot(CompletedRunFacts Facts)
{
    public Guid RunId => Facts.RunId;

    public DateTimeOffset EndedAt => Facts.EndedAt;

    public string DataVersion => Facts.DataVersion;

    public DateOnly? LastDataDate => Facts.LastDataDate;

    public long? LoadId { get; init; }

    public SourceFingerprint? Source { get; init; }

    /// <summary>The day as of which it ran; <c>null</c> is the day on which it ended.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The snapshot of a completed run; <c>null</c> when the run says nothing about the flow's current data.</summary>
    public static CompletedSnapshot? Of(RunRecord run) => run.Counts ? OfAny(run) : null;

    /// <summary>The snapshot of a completed run, whatever it made; <c>null</c> when it has not completed.</summary>
    public static CompletedSnapshot? OfAny(RunRecord run)
    {
        if (run is not { Status: RunStatus.Completed, Output: { } output })
        {
            return null;
        }

        var facts = new CompletedRunFacts
        {
            RunId = run.Id,
            EndedAt = run.EndedAt!.Value,
            DataVersion = output.Version,
            LastDataDate = output.LastDataDate,
            SourceFingerprint = run.Source?.Hash,
            SourceCheck = run.SourceCheck,
            DefinitionHash = run.DefinitionHash,
            ConfigHash = run.ConfigHash,
            InputVersions = new VersionsByFlow(
                [.. run.InputVersions.DistinctBy(i => (i.Instance, i.Flow)).Select(i => KeyValuePair.Create(new FlowKey(i.Instance, i.Flow), VersionAsOf(i.Version, i.AsOf)))]),
            UsedHashes = ByFlow(run.UsedHashes),
        };
        return new CompletedSnapshot(facts) { LoadId = output.LoadId, Source = run.Source, AsOf = run.AsOf };
    }

    /// <summary>A version of which only what was known at the end of a day was read, as it is compared.</summary>
    public static string VersionAsOf(string version, DateOnly? day) => day is { } cut ? string.Create(CultureInfo.InvariantCulture, $"{version}@{cut:yyyy-MM-dd}") : version;

    /// <summary>The facts as they are compared on a day: what was read as of that day is what there is then.</summary>
    public CompletedRunFacts FactsOn(DateOnly? day)
    {
        if (day is not { } cut || !Facts.InputVersions.Values.Any(v => v.Contains('@', StringComparison.Ordinal)))
        {
            return Facts;
        }

        var suffix = VersionAsOf("", cut);
        return Facts with
        {
            InputVersions = new VersionsByFlow([.. Facts.InputVersions.Select(i => KeyValuePair.Create(i.Key, i.Value.EndsWith(suffix, StringComparison.Ordinal) ? i.Value[..^suffix.Length] : i.Value))]),
        };
    }

    private static VersionsByFlow ByFlow(IReadOnlyDictionary<string, string> byText)
    {
        var byFlow = new List<KeyValuePair<FlowKey, string>>(byText.Count);
        foreach (var (text, value) in byText)
        {
            if (FlowKey.TryParse(text, out var key))
            {
                byFlow.Add(new(key, value));
            }
        }

        return byFlow.Count == 0 ? VersionsByFlow.None : new([.. byFlow]);
    }
}
