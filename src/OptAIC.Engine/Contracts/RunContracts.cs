using OptAIC.Contracts;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Contracts;

/// <summary>The contracts of a run: before it begins, over what it reads; before it publishes, over what it has made.</summary>
internal sealed class RunContracts
{
    private readonly FlowContext _context;
    private readonly ContractGates _gates;
    private readonly SubjectReading _reading;
    private readonly IReadOnlyList<BoundContract> _contracts;
    private readonly List<OptContractReport> _reports = [];

    public RunContracts(FlowContext context)
    {
        _context = context;
        _gates = new ContractGates(context.Workspace, context.Document.Macros);
        _reading = new SubjectReading(context.Workspace, context.Snapshot, context.Published, context.Sources);
        _contracts = InstanceContracts.Of(context.Workspace, context.Document, context.Paths, context.Snapshot.PathsOf);
    }

    /// <summary>Everything that was checked.</summary>
    public IReadOnlyList<OptContractReport> Reports => _reports;

    // A date means the end of that day, so what is judged on it is that day; else it is today, UTC.
    private DateOnly AsOf => _context.Run.AsOf ?? DateOnly.FromDateTime(_context.Workspace.Time.GetUtcNow().UtcDateTime);

    /// <summary>Checks what the flow is about to read: by its own contracts over inputs, and by the freshness that its upstreams promise.</summary>
    /// <exception cref="ContractViolationException">A contract refuses; the program is not started.</exception>
    public async Task BeforeRunAsync(CancellationToken cancellation)
    {
        await UpstreamFreshnessAsync(cancellation).ConfigureAwait(false);
        await CheckAsync(ContractGate.BeforeRun, () => _reading.BeforeRun(_context, AsOf), cancellation).ConfigureAwait(false);
        ContractGates.Enforce(_context.Instance.Name, _reports);
    }

    /// <summary>Checks what the run has made.</summary>
    /// <exception cref="ContractViolationException">A contract refuses; nothing is published.</exception>
    public async Task OnWriteAsync(FlowResult result, CancellationToken cancellation)
    {
        _reports.AddRange(result.Contracts);
        await CheckAsync(ContractGate.OnWrite, () => _reading.OnWrite(_context, result, AsOf, cancellation), cancellation).ConfigureAwait(false);
        ContractGates.Enforce(_context.Instance.Name, _reports);
    }

    private async Task CheckAsync(ContractGate gate, Func<ContractSubject> subject, CancellationToken cancellation)
    {
        if (_contracts.Count > 0)
        {
            _context.Progress(null, "checking contracts");
            _reports.AddRange(await _gates.CheckAsync(gate, _context.Document.Stage, _contracts, subject(), cancellation).ConfigureAwait(false));
        }
    }

    // Data that were fresh when they were written may be old when they are read. Whether that refuses is for the stage of the reader to say.
    private async Task UpstreamFreshnessAsync(CancellationToken cancellation)
    {
        foreach (var edge in _context.Inputs.Where(e => e.Upstream.Instance != _context.Instance.Id).DistinctBy(e => e.Upstream))
        {
            var upstream = _context.Snapshot.InstanceOf(edge.Upstream);
            var paths = _context.Workspace.PathsOf(upstream.Directory);
            var contracts = InstanceContracts.Of(_context.Workspace, InstanceFolder.Document(paths), paths, _context.Snapshot.PathsOf)
                .Where(c => c.Contract.Kind == "dataset.freshness" && ContractGates.IsOverOutput(c.Contract)).ToList();
            if (contracts.Count > 0 && Data.PublishedData.Current(paths.Of(edge.Upstream.Flow)) is not null)
            {
                var subject = _reading.AsPublished(upstream, edge.Upstream.Flow, AsOf, _context.Run.AsOf is null ? null : _context.Sources.Of(edge).KnownBy, cancellation);
                _reports.AddRange(await _gates.CheckAsync(ContractGate.BeforeRun, _context.Document.Stage, contracts, subject, cancellation, isUpstream: true).ConfigureAwait(false));
            }
        }
    }
}
