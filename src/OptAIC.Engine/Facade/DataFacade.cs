using OptAIC.Contracts;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Model;
using OptAIC.Naming;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Facade;

/// <summary>Published data of a workspace.</summary>
public sealed class DataFacade
{
    private readonly WorkspaceContext _workspace;

    internal DataFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Reads the current version of a dataset or signal. A reader keeps its version while a writer works.</summary>
    /// <param name="instance">Name, id or path; <c>name.flow</c> also names the flow.</param>
    /// <param name="query">Which rows and columns; all when left out.</param>
    /// <exception cref="NotPublishedException">Nothing was published yet, or it publishes files.</exception>
    /// <exception cref="UnknownColumnException">A column is not among the data.</exception>
    public DataRows Read(string instance, DataQuery? query = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var flow = FlowTargets.Resolve(snapshot, new FlowTarget(instance, query?.Flow));
        var row = snapshot.InstanceOf(flow);
        var paths = snapshot.PathsOf(row.Id).Of(flow.Flow);
        if (flow.Flow == FlowKind.Training)
        {
            throw new NotPublishedException(row.Name, $"its training publishes versions of a model; 'optaic model list {row.Name}' shows them");
        }

        var current = PublishedData.Current(paths) ?? throw new NotPublishedException(row.Name);
        if (current.LoadId is not { } loadId)
        {
            throw new NotPublishedException(row.Name, $"it publishes files; see {paths.DataVersion(current.Version)}");
        }

        query = WithAccessor(paths, snapshot, query ?? new DataQuery());
        using var store = PublishedData.Open(paths, current);
        if (query.Columns.FirstOrDefault(c => !store.Fields.Contains(c, StringComparer.Ordinal)) is { } unknown)
        {
            throw new UnknownColumnException(row.Name, unknown, store.Fields);
        }

        var panel = store.Read(loadId, query.AsOf is { } asOf ? Knowledge.At(asOf) : null, query);
        var rows = Rows(panel);
        return new DataRows(current.Version, [.. panel.Fields], query.Limit is { } limit ? rows.Take(limit) : rows);
    }

    /// <summary>Sees to it that the data of a workflow are in its sandbox, as its <c>data.yml</c> says; nothing of it runs meanwhile.</summary>
    /// <param name="instance">Name, id or path.</param>
    /// <param name="tell">Told in words how far it is.</param>
    /// <param name="cancellation">Ends the fetching; what is half fetched goes.</param>
    /// <exception cref="Backpacks.NoDataItemsException">It is no workflow.</exception>
    /// <exception cref="Backpacks.DataFailedException">No source of an item has what is declared.</exception>
    /// <exception cref="Locks.FlowBusyException">It is running.</exception>
    public Task<IReadOnlyList<OptDataItem>> FetchAsync(string instance, Action<string>? tell = null, CancellationToken cancellation = default) =>
        new Backpacks.InstanceData(_workspace).FetchAsync(instance, tell, cancellation);

    /// <summary>Holds the data in a workflow's sandbox against what is declared, byte by byte. Changes nothing, and asks no source.</summary>
    /// <param name="instance">Name, id or path.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="Backpacks.NoDataItemsException">It is no workflow.</exception>
    public IReadOnlyList<OptDataItem> Verify(string instance, CancellationToken cancellation = default) => new Backpacks.InstanceData(_workspace).Verify(instance, cancellation);

    /// <summary>Checks the current version against the contracts that the instance stands under, and against further ones. Those that hold are reported too.</summary>
    /// <param name="instance">Name, id or path.</param>
    /// <param name="request">Further contracts, and the day.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="NotPublishedException">Nothing was published yet.</exception>
    /// <exception cref="InvalidContractException">A further contract is none.</exception>
    public Task<IReadOnlyList<OptContractReport>> TestAsync(string instance, ContractTestRequest? request = null, CancellationToken cancellation = default)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var row = InstanceLookup.Find(snapshot, instance);
        var document = InstanceFolder.Document(snapshot.PathsOf(row.Id));
        return new InstanceTest(_workspace, snapshot).CheckAsync(row, document, ContractGate.OnDemand, document.Stage, request ?? new(), cancellation);
    }

    // The simple accessor may show a part of the columns.
    private static DataQuery WithAccessor(InstancePaths paths, WorkspaceSnapshot snapshot, DataQuery query)
    {
        if (query.Columns.Count > 0 || InstanceFolder.Document(paths).Parts.FirstOrDefault(p => p.Role == PartRole.Accessor) is not { } accessor)
        {
            return query;
        }

        var part = InstanceFolder.Part(paths, accessor, snapshot.PathsOf);
        return part.Config.TryGetProperty("columns", out var columns) ? query with { Columns = [.. columns.EnumerateArray().Select(c => c.GetString()!)] } : query;
    }

    private static IEnumerable<DataRow> Rows(Panel panel)
    {
        var fields = panel.Fields.Select(f => panel.Field(f)).ToArray();
        var index = panel.Index;
        for (var t = 0; t < index.Rows; t++)
        {
            for (var e = 0; e < index.Count; e++)
            {
                var values = new double[fields.Length];
                var isThere = false;
                for (var f = 0; f < fields.Length; f++)
                {
                    values[f] = fields[f].Span[(e * index.Rows) + t];
                    isThere |= !double.IsNaN(values[f]);
                }

                if (isThere)
                {
                    yield return new DataRow(index.Dates[t], index.Entities[e], values);
                }
            }
        }
    }
}

/// <summary>A dataset has no such column.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="column">The column.</param>
/// <param name="columns">Those that it has.</param>
public sealed class UnknownColumnException(string instance, string column, IEnumerable<string> columns)
    : OptException("UnknownColumn", ExitCode.Usage, $"{instance} has no column '{column}'; it has {string.Join(", ", columns)}", NearestName.Hint(column, columns))
{
    /// <summary>The column.</summary>
    public string Column { get; } = column;
}
