using System.ComponentModel;
using OptAIC.Engine;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Completes ids of the newest runs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RunCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Candidate> Candidates(Workspace workspace, string typed) =>
        workspace.Runs.List(new RunFilter { Limit = 100 })
            .Select(r => new Candidate(r.Id.ToString("D"), $"{r.Instance}.{Model.SnakeCase.Of(r.Flow)}, {r.Status}, {r.CreatedAt.LocalDateTime:g}"));
}
