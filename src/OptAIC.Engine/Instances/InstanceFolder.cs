using System.Globalization;
using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Models;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Yaml;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Instances;

/// <summary>Reads an instance's directory: the truth that the registry is an index of.</summary>
internal static class InstanceFolder
{
    /// <summary>The instance document.</summary>
    public static InstanceDocument Document(InstancePaths paths) => DocumentFile.Read(paths.Document, DocumentJson.Default.InstanceDocument);

    /// <summary>The instance document as it is and as it was, newest first.</summary>
    public static IEnumerable<InstanceDocument> Generations(InstancePaths paths)
    {
        yield return Document(paths);
        var generations = Directory.Exists(paths.History)
            ? Directory.EnumerateFiles(paths.History, "*.json").Select(f => int.TryParse(Path.GetFileNameWithoutExtension(f), CultureInfo.InvariantCulture, out var generation) ? generation : 0)
            : [];
        foreach (var generation in generations.Where(g => g > 0).OrderDescending())
        {
            yield return DocumentFile.Read(paths.HistoryOf(generation), DocumentJson.Default.InstanceDocument);
        }
    }

    /// <summary>An inline part of a dataset.</summary>
    public static InstanceDocument Part(InstancePaths paths, PartReference part) => DocumentFile.Read(paths.Part(part), DocumentJson.Default.InstanceDocument);

    /// <summary>A part of a dataset, inline or an instance of its own.</summary>
    /// <param name="paths">The dataset.</param>
    /// <param name="part">The part.</param>
    /// <param name="pathsOf">Finds other instances.</param>
    public static InstanceDocument Part(InstancePaths paths, PartReference part, Func<Guid, InstancePaths> pathsOf) =>
        part.Shared ? Document(pathsOf(part.Instance)) : Part(paths, part);

    /// <summary>All run records, oldest first. A record that cannot be read is reported and left out.</summary>
    /// <param name="paths">The instance.</param>
    /// <param name="onProblem">Told of unreadable records.</param>
    public static IReadOnlyList<RunRecord> Runs(InstancePaths paths, Action<UnreadableDocumentException>? onProblem = null)
    {
        if (!Directory.Exists(paths.Runs))
        {
            return [];
        }

        var runs = new List<RunRecord>();
        foreach (var file in Directory.EnumerateFiles(paths.Runs, "*.json"))
        {
            try
            {
                runs.Add(DocumentFile.Read(file, DocumentJson.Default.RunRecord));
            }
            catch (UnreadableDocumentException problem) when (onProblem is not null)
            {
                onProblem(problem);
            }
        }

        return [.. runs.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id)];
    }

    /// <summary>The registry row that an instance's directory stands for.</summary>
    public static InstanceRow Row(InstancePaths paths, InstanceDocument document, IReadOnlyList<RunRecord> runs) => new()
    {
        Id = document.Id,
        Name = document.Name,
        Type = document.Type,
        Definition = document.DefinitionText(),
        DefinitionHash = document.DefinitionHash,
        ConfigHash = document.ConfigHash,
        Aggregation = document.StatusAggregationContract,
        Tags = document.Tags,
        Directory = Path.GetFileName(paths.Directory),
        Generation = document.Generation,
        CreatedAt = document.CreatedAt,
        Stage = document.Stage,
        Parts = document.Parts,
        Flows = [.. document.Flows.Select(flow => Flow(paths, document, flow, runs))],
        Upstream = [.. document.UpstreamRefs.Select(u => new LineageEdge(new(u.Resource, u.Flow), new(document.Id, u.Downstream), u.Kind, u.Role))],
    };

    /// <summary>The registry rows of an instance's schedules.</summary>
    public static IReadOnlyList<ScheduleRow> Schedules(InstancePaths paths, InstanceDocument document, IReadOnlyList<RunRecord> runs) =>
        [.. document.Flows.Select(flow => Schedule(paths, document, flow, runs)).OfType<ScheduleRow>()];

    private static ScheduleRow? Schedule(InstancePaths paths, InstanceDocument document, FlowDocument flow, IReadOnlyList<RunRecord> runs)
    {
        if (ScheduleOf(document, flow.Flow) is not { } schedule)
        {
            return null;
        }

        var row = new ScheduleRow
        {
            Key = new FlowKey(document.Id, flow.Flow),
            Spec = ScheduleReader.WithoutExpression(schedule),
            Expression = schedule.Text("expression"),
            Zone = document.TimeZone,
            Frequency = (flow.UpdateFrequency ?? document.UpdateFrequency) is { } frequency ? JsonSerializer.Serialize(frequency, LineJson.Default.UpdateFrequency) : null,
            Since = document.SchedulesSince is { } set && set.TryGetValue(SnakeCase.Of(flow.Flow), out var since) ? since : document.CreatedAt,
        };
        foreach (var run in runs.Where(r => r.Flow == flow.Flow && r.Trigger.Occurrence is not null))
        {
            row = row.With(run.Id, run.Trigger.Occurrence!);
        }

        return TryReadProgress(paths, flow.Flow) is { } progress
            ? (progress.Handled is { } handled ? row.Decided(handled, progress.HandledWall) : row) with { Alert = progress.Alert }
            : row;
    }

    // Not worth an instance: what it says that matters can be told from the runs.
    private static ScheduleDocument? TryReadProgress(InstancePaths paths, FlowKind flow)
    {
        try
        {
            return DocumentFile.TryRead(paths.Schedule(flow), DocumentJson.Default.ScheduleDocument);
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }

    // A run that is claimed is nobody's yet, so it stands behind one that is under way.
    private static Guid? ActiveRun(IReadOnlyList<RunRecord> own) =>
        (own.LastOrDefault(r => r.Status == RunStatus.Running) ?? own.LastOrDefault(r => !RunStateMachine.IsFinal(r.Status)))?.Id;

    private static FlowRow Flow(InstancePaths paths, InstanceDocument document, FlowDocument flow, IReadOnlyList<RunRecord> runs)
    {
        var own = runs.Where(r => r.Flow == flow.Flow).ToList();
        var counted = own.LastOrDefault(r => r.Status is RunStatus.Completed or RunStatus.Failed && r.Counts);
        return new FlowRow
        {
            Key = new FlowKey(document.Id, flow.Flow),
            Handle = Guid.Parse(flow.Handle.Id),
            Policy = new FlowPolicy
            {
                UpdateFrequency = flow.UpdateFrequency ?? document.UpdateFrequency,
                TimeZone = document.TimeZone ?? ScheduleOf(document, flow.Flow)?.Text("timezone"),
                StaleOn = flow.StaleOn,
                Promotion = flow.Promotion ?? ModelPromotion.First,
                Runs = Stated(new RunPolicy { Overlap = flow.Overlap, Timeout = flow.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Retry = flow.RetryPolicy }),
                Scheduled = Scheduled(document, flow.Flow),
                Source = flow.Source,
                Macros = [.. document.Macros.Select(m => m.ToString())],
            },
            ActiveRun = ActiveRun(own),
            LastRun = counted is null ? null : new EndedRun(counted.Id, counted.EndedAt ?? counted.CreatedAt, counted.Status == RunStatus.Failed, counted.Error?.Type, counted.Error?.Message),
            LastCompleted = own.Select(CompletedSnapshot.Of).LastOrDefault(s => s is not null),
            ActiveModel = flow.Flow == FlowKind.Training ? ModelVersions.Active(paths)?.Version : null,
        };
    }

    private static RunPolicy? Scheduled(InstanceDocument document, FlowKind flow) =>
        ScheduleOf(document, flow) is { } schedule
            ? Stated(new RunPolicy { Overlap = schedule.Word<OverlapPolicy>("overlap"), Timeout = schedule.Duration("timeout"), Retry = schedule.Retry("retry_policy") })
            : null;

    private static JsonElement? ScheduleOf(InstanceDocument document, FlowKind flow) =>
        document.Schedules?.Value(SnakeCase.Of(flow)) is { ValueKind: JsonValueKind.Object } schedule ? schedule : null;

    private static RunPolicy? Stated(RunPolicy policy) => policy == RunPolicy.None ? null : policy;
}
