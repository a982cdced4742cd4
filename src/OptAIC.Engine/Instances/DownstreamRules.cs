using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Checks a change against those that depend on the instance: what reads it, and the datasets that share it as a part.</summary>
internal sealed class DownstreamRules(WorkspaceContext workspace, WorkspaceSnapshot snapshot)
{
    /// <summary>Checks it.</summary>
    /// <exception cref="IncompatibleUpstreamException">A new definition does not allow what is downstream.</exception>
    /// <exception cref="InvalidSpecException">A shared part would not fit the other parts of a dataset; every column is named.</exception>
    public void Check(PresentInstance before, InstanceDraft after)
    {
        var definitions = Definitions(after);
        var users = before.Document.Flows.Count == 0 ? InstanceGuards.UsersOf(snapshot, before.Row).ToList() : [];
        InstanceRow[] owners = users.Count > 0 ? [.. users] : [before.Row];
        var readers = owners.SelectMany(owner => snapshot.Instances.Where(i => i.Id != owner.Id && i.Upstream.Any(e => e.CarriesData && e.Upstream.Instance == owner.Id)).Select(reader => (Owner: owner, Reader: reader))).ToList();
        List<OptIssue> problems =
        [
            .. readers.SelectMany(r => definitions.SelectMany(d => UpstreamRules.Downstream(r.Owner.Name, d, r.Reader.Name, r.Reader.Type))).Distinct()
                .Select(p => IncompatibleUpstreamException.Issue(before.Document.Name, p)),
            .. snapshot.Instances
                .Where(i => i.Type == InstanceType.BacktestInstance && i.Upstream.Any(e => e.Kind == EdgeKind.Uses && e.Upstream.Instance == before.Row.Id))
                .SelectMany(backtest => definitions.Select(d => OptimizerUse.Problem(backtest.Name, before.Document.Name, d)).OfType<string>())
                .Select(p => IncompatibleUpstreamException.Issue(before.Document.Name, p)),
            .. snapshot.Instances.Where(i => i.Id != before.Row.Id).SelectMany(i => i.Upstream
                .Where(e => e.Upstream.Instance == before.Row.Id && after.Document.Flows.All(f => f.Flow != e.Upstream.Flow))
                .Select(e => $"{i.Name} reads the flow {SnakeCase.Of(e.Upstream.Flow)}, which {before.Document.Name} would not have any more")).Distinct()
                .Select(p => IncompatibleUpstreamException.Issue(before.Document.Name, p)),
            .. readers.GroupBy(r => r.Owner.Id).SelectMany(group => Columns(group.First().Owner, [.. group.Select(r => r.Reader)], before, after)),
        ];
        if (problems.Count > 0)
        {
            throw new IncompatibleUpstreamException(before.Document.Name, problems);
        }

        if (definitions is [var definition] && users.SelectMany(user => ColumnFit.Check(Parts(user, before, definition, after.Document))).ToList() is { Count: > 0 } mismatches)
        {
            throw new InvalidSpecException(mismatches);
        }
    }

    // What the owner is about to deliver, against what its readers take.
    private IEnumerable<OptIssue> Columns(InstanceRow owner, IReadOnlyList<InstanceRow> readers, PresentInstance before, InstanceDraft after)
    {
        var delivered = Delivered(owner, before, after);
        return
            from reader in readers
            where delivered.Count > 0
            from definition in InstanceDefinitions.Of(workspace, reader).Where(UpstreamRules.Reads)
            from role in reader.Upstream.Where(e => e.CarriesData && e.Upstream.Instance == owner.Id).Select(e => e.Role).Distinct()
            from issue in UpstreamRules.Columns(reader.Name, definition, role, owner.Name, delivered)
            select issue;
    }

    private IReadOnlyList<ColumnSpec> Delivered(InstanceRow owner, PresentInstance before, InstanceDraft after)
    {
        var isOwn = owner.Id == before.Document.Id;
        var paths = workspace.PathsOf(owner.Directory);
        return DeliveredColumns.Of(workspace, isOwn ? after.Document : InstanceFolder.Document(paths), part =>
            part.Instance == before.Document.Id ? after.Document
            : part.Shared ? snapshot.Find(part.Instance) is { } shared ? InstanceFolder.Document(workspace.PathsOf(shared.Directory)) : null
            : isOwn ? after.Parts[part.Role]
            : InstanceFolder.Part(paths, part));
    }

    private List<Definition> Definitions(InstanceDraft draft) =>
        [.. new[] { draft.Document.Definition }.Concat(draft.Parts.Values.Select(p => p.Definition)).OfType<PinnedDefinition>().Select(p => workspace.Load(p).Definition)];

    private Dictionary<PartRole, ResolvedPart> Parts(InstanceRow user, PresentInstance changed, Definition definition, InstanceDocument document)
    {
        var paths = workspace.PathsOf(user.Directory);
        return InstanceFolder.Document(paths).Parts.ToDictionary(p => p.Role, p =>
        {
            var part = new ResolvedPart(SnakeCase.Of(p.Role)) { Position = new DocumentPosition(user.Name) };
            if (p.Instance == changed.Document.Id)
            {
                return part with { Definition = definition, Config = document.Config };
            }

            var own = InstanceFolder.Part(paths, p, snapshot.PathsOf);
            return part with { Definition = workspace.Load(own.Definition!).Definition, Config = own.Config };
        });
    }
}
