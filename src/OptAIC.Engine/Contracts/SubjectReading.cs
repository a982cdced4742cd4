using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Models;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Contracts;

/// <summary>Finds what contracts judge: what a run is about to read, what it has made, and what an instance has published.</summary>
internal sealed class SubjectReading(WorkspaceContext workspace, WorkspaceSnapshot snapshot, PublishedData published, InputReading? sources = null)
{
    /// <summary>What a flow is about to read.</summary>
    public ContractSubject BeforeRun(FlowContext context, DateOnly asOf) => Of(context.Instance, context.Flow, asOf) with { Inputs = InputsOf(context.Instance, context.Flow) };

    /// <summary>What a run has made and not yet published.</summary>
    public ContractSubject OnWrite(FlowContext context, FlowResult result, DateOnly asOf, CancellationToken cancellation)
    {
        var subject = Of(context.Instance, context.Flow, asOf) with { Metrics = result.Metrics, LastDataDate = result.Output.LastDataDate };
        return result.Output switch
        {
            StoreOutput store => subject with { Data = new(store.Resulting), Published = new(() => store.Before), Knowledge = new(store.Knowledge) },
            FilesOutput files => WithFiles(subject, files.Folder, context.Paths, cancellation),
            _ => subject,
        };
    }

    /// <summary>What an instance has published.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="flow">The flow that published it; <c>null</c> when the instance has none.</param>
    /// <param name="asOf">Day on which it is judged.</param>
    /// <param name="knownBy">Only what was known by then; <c>null</c> is everything.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public ContractSubject AsPublished(InstanceRow instance, FlowKind? flow, DateOnly asOf, string? knownBy, CancellationToken cancellation)
    {
        var paths = workspace.PathsOf(instance.Directory);
        paths = flow is { } publishing ? paths.Of(publishing) : paths;
        var current = PublishedData.Current(paths) ?? throw new NotPublishedException(instance.Name);
        var subject = Of(instance, flow, asOf) with
        {
            LastDataDate = current.LastDataDate,
            Metrics = flow is { } kind && snapshot.Flow(new(instance.Id, kind)).LastCompleted is { } last ? MetricsOf(paths, last.RunId) : null,
            Inputs = flow is { } reading ? InputsOf(instance, reading) : [],
        };
        if (current.LoadId is not { } loadId)
        {
            return WithFiles(subject, paths.DataVersion(current.Version), null, cancellation);
        }

        var data = new Lazy<Panel?>(() => knownBy is null && flow is { } kept ? published.Panel(instance, kept).Panel : ReadStore(paths, current, store => store.Read(loadId, knownBy)));
        return subject with
        {
            Data = data,
            LastDataDate = knownBy is null ? subject.LastDataDate : data.Value is { Index.Rows: > 0 } panel ? panel.Index.Dates[^1] : null,
            Knowledge = new(() => ReadStore(paths, current, store => KnowledgeReading.Of(store, loadId, knownBy))),
        };
    }

    /// <summary>A model: its active version with what its training measured, and the predictions that it has published.</summary>
    /// <exception cref="NotPublishedException">No version is active.</exception>
    public ContractSubject AsModel(InstanceRow instance, DateOnly asOf, string? knownBy, CancellationToken cancellation)
    {
        var paths = workspace.PathsOf(instance.Directory);
        var model = ModelVersions.Active(paths) is { } active ? ModelVersions.Find(paths, active.Version) : null;
        var predicts = instance.Flows.Any(f => f.Key.Flow == FlowKind.Inference) && PublishedData.Current(paths.Of(FlowKind.Inference)) is not null;
        if (model is null && !predicts)
        {
            throw new NotPublishedException(instance.Name, "no version of the model is active");
        }

        var subject = predicts ? AsPublished(instance, FlowKind.Inference, asOf, knownBy, cancellation) : Of(instance, FlowKind.Training, asOf);
        return subject with { Flow = FlowKind.Training, Metrics = model?.Metrics };
    }

    /// <summary>A version of a model, active or not.</summary>
    public ContractSubject AsModelVersion(InstanceRow instance, ModelDocument model, DateOnly asOf, CancellationToken cancellation) =>
        WithFiles(Of(instance, FlowKind.Training, asOf), Path.Combine(workspace.PathsOf(instance.Directory).Models, model.Version), null, cancellation) with
        {
            Metrics = model.Metrics,
            LastDataDate = model.LastDataDate,
        };

    private static ContractSubject WithFiles(ContractSubject subject, string folder, InstancePaths? before, CancellationToken cancellation) => subject with
    {
        Files = folder,
        Weights = new(() => WeightsFile.Read(folder, cancellation)),
        // A backtest's weights are a history of their own; those of the run before are not what it starts from.
        WeightsBefore = new(() => before is not null && subject.Type != InstanceType.BacktestInstance && PublishedData.Current(before) is { LoadId: null } current
            ? WeightsFile.Read(before.DataVersion(current.Version), cancellation)
            : null),
    };

    private ContractSubject Of(InstanceRow instance, FlowKind? flow, DateOnly asOf) => new()
    {
        Instance = instance.Name,
        Type = instance.Type,
        Flow = flow,
        AsOf = asOf,
        Calendar = workspace.Calendar,
    };

    private IReadOnlyList<ContractInput> InputsOf(InstanceRow instance, FlowKind flow) =>
        [.. instance.Upstream.Where(e => e.Downstream.Flow == flow && e.CarriesData).DistinctBy(e => e.Upstream).Select(Input).OfType<ContractInput>()];

    private ContractInput? Input(LineageEdge edge)
    {
        var upstream = snapshot.InstanceOf(edge.Upstream);
        return (sources ?? new InputReading(workspace, snapshot, null)).TryOf(edge) is not { } source
            ? null
            : new ContractInput(upstream.Name, source.Current.LastDataDate, new(() => source.Current.LoadId is null ? null : published.Panel(edge.Upstream, upstream.Name, source).Panel));
    }

    private static IReadOnlyDictionary<string, double?>? MetricsOf(InstancePaths paths, Guid run) =>
        DocumentFile.TryRead(paths.RunRecord(run), DocumentJson.Default.RunRecord)?.Metrics;

    private static T ReadStore<T>(InstancePaths paths, CurrentData current, Func<DataStore, T> read)
    {
        using var store = PublishedData.Open(paths, current);
        return read(store);
    }
}
