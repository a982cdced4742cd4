using System.ComponentModel;
using OptAIC.Engine;

namespace OptAIC.Commands;

/// <summary>Completes keys of the cache.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CacheCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Candidate> Candidates(Workspace workspace, string typed) =>
        workspace.Cache.List().Select(e => new Candidate(e.Key, $"{Model.SnakeCase.Of(e.Kind)}, {e.Size} bytes, {(e.Instances.Count == 0 ? "nobody refers to it" : string.Join(", ", e.Instances))}"));
}
