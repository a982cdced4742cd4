using System.ComponentModel;
using OptAIC.Engine;

namespace OptAIC.Commands;

/// <summary>Completes tags that are in use.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TagCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Candidate> Candidates(Workspace workspace, string typed) =>
        workspace.Instances.List()
            .SelectMany(i => i.Tags)
            .CountBy(t => t, StringComparer.OrdinalIgnoreCase)
            .OrderBy(t => t.Key, StringComparer.OrdinalIgnoreCase)
            .Select(t => new Candidate(t.Key, $"{t.Value} instances"));
}
