using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Models;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Data;

/// <summary>What a run reads of an upstream flow.</summary>
/// <param name="Paths">Where it is: the instance, seen from the flow, or from a version of its beside the current one.</param>
/// <param name="Current">The version.</param>
/// <param name="AsOf">Only what was known at the end of this day; <c>null</c> is everything.</param>
/// <param name="KnownBy">That instant, as stores write it.</param>
/// <param name="Side">The day of the version beside the current one that it is; <c>null</c> when it is none.</param>
internal sealed record InputSource(InstancePaths Paths, CurrentData Current, DateOnly? AsOf = null, string? KnownBy = null, DateOnly? Side = null);

/// <summary>
/// Finds what a run reads: what is published now; as of a day what was known by its end; of a run that is repeated exactly what that run read.
/// </summary>
internal sealed class InputReading(WorkspaceContext workspace, WorkspaceSnapshot snapshot, DateOnly? asOf, RunRecord? repeated = null)
{
    /// <summary>What is read along an edge.</summary>
    /// <exception cref="NotPublishedException">There is nothing.</exception>
    /// <exception cref="ReplayRefusedException">The version that the repeated run read is no longer there.</exception>
    public InputSource Of(LineageEdge input)
    {
        var instance = snapshot.InstanceOf(input.Upstream);
        var paths = workspace.PathsOf(instance.Directory).Of(input.Upstream.Flow);
        return repeated is not null ? Repeated(input, instance, paths, repeated)
            : input.Upstream.Flow == FlowKind.Training ? new InputSource(paths, Model(input, paths) ?? throw new NotPublishedException(instance.Name))
            : asOf is { } day ? AsOf(input.Upstream, instance, paths, day)
            : new InputSource(paths, PublishedData.Current(paths) ?? throw new NotPublishedException(instance.Name));
    }

    /// <summary>What is read along an edge, or <c>null</c> when there is nothing.</summary>
    public InputSource? TryOf(LineageEdge input)
    {
        try
        {
            return Of(input);
        }
        catch (NotPublishedException)
        {
            return null;
        }
    }

    // A model's own flows work with the active version, whoever else reads a training with what it made last.
    private CurrentData? Model(LineageEdge input, InstancePaths paths)
    {
        var version = input.CarriesModel ? ModelVersions.Active(paths)?.Version : workspace.Registry.Flow(input.Upstream)?.LastCompleted?.DataVersion;
        return version is not null && ModelVersions.Find(paths, version) is { } model
            ? new CurrentData { Version = version, RunId = model.RunId, LastDataDate = model.LastDataDate }
            : null;
    }

    // A version that was made for that day is what the flow would have published then; of anything else, what it knew by then.
    private InputSource AsOf(FlowKey flow, InstanceRow instance, InstancePaths paths, DateOnly day)
    {
        var side = paths.AsOf(day);
        if (PublishedData.Current(side) is { } made && IsOfPresentConfig(instance, paths, made))
        {
            return new InputSource(side, made, Side: day);
        }

        var cutoff = EndOf(day, flow);
        if (cutoff >= workspace.Time.GetUtcNow())
        {
            // The day has not ended: everything that is known is known by its end.
            return new InputSource(paths, PublishedData.Current(paths) ?? throw new NotPublishedException(instance.Name));
        }

        var current = PublishedData.Current(paths);
        if (current?.LoadId is not null)
        {
            return new InputSource(paths, current, day, Knowledge.At(cutoff));
        }

        // Files say nothing of when what is in them became known: the version that was published by then is read.
        return LastPublished(flow, paths, cutoff) is { } then
            ? new InputSource(paths, then)
            : throw new NotPublishedException(instance.Name, $"it had published nothing by the end of {day:yyyy-MM-dd}; start it with --as-of, too");
    }

    private bool IsOfPresentConfig(InstanceRow instance, InstancePaths paths, CurrentData made) =>
        DocumentFile.TryRead(paths.RunRecord(made.RunId), DocumentJson.Default.RunRecord) is { } run && (run.DefinitionHash, run.ConfigHash) == snapshot.HashesOf(instance);

    private DateTimeOffset EndOf(DateOnly day, FlowKey flow) =>
        ExpectedDataDate.ExpectedFrom(day, workspace.Zone(snapshot.Flow(flow).Policy.TimeZone)).AddTicks(-1);

    private CurrentData? LastPublished(FlowKey flow, InstancePaths paths, DateTimeOffset cutoff)
    {
        foreach (var run in workspace.Registry.Runs(new RunQuery { Instance = flow.Instance, Flow = flow.Flow, Status = RunStatus.Completed }))
        {
            if (run.EndedAt <= cutoff
                && DocumentFile.TryRead(paths.RunRecord(run.Id), DocumentJson.Default.RunRecord) is { Counts: true, Output: { } output }
                && Directory.Exists(paths.DataVersion(output.Version)))
            {
                return new CurrentData { Version = output.Version, RunId = run.Id, LastDataDate = output.LastDataDate };
            }
        }

        return null;
    }

    private static InputSource Repeated(LineageEdge input, InstanceRow instance, InstancePaths paths, RunRecord run)
    {
        var read = run.InputVersions.FirstOrDefault(i => i.Instance == input.Upstream.Instance && i.Flow == input.Upstream.Flow && i.Role == input.Role)
            ?? throw new ReplayRefusedException(run.Id, $"it did not read {instance.Name}");
        var place = read.Side is { } day ? paths.AsOf(day) : paths;
        return Version(place, read) is { } version
            ? new InputSource(place, version, read.AsOf, read.KnownBy, read.Side)
            : throw new ReplayRefusedException(run.Id, $"version {read.Version[..12]} of {instance.Name}, which it read, is no longer there");
    }

    private static CurrentData? Version(InstancePaths place, InputVersion read)
    {
        var found = new CurrentData { Version = read.Version, RunId = read.Run ?? default, LastDataDate = read.LastDataDate };
        if (Directory.Exists(place.DataVersion(read.Version)))
        {
            return found;
        }

        if (PublishedData.Current(place) is not { LoadId: { } last } current)
        {
            return null;
        }

        using var store = PublishedData.Open(place, current);
        return store.Loads(last).FirstOrDefault(l => l.Version == read.Version) is { } load ? found with { LoadId = load.LoadId, Store = current.Store } : null;
    }
}
