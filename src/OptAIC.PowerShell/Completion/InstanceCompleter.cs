using System.ComponentModel;
using OptAIC.Engine;

namespace OptAIC.Commands;

/// <summary>Completes names of instances.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InstanceCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Candidate> Candidates(Workspace workspace, string typed) =>
        workspace.Instances.Entries().Select(i => new Candidate(i.Name, $"{i.Type}, {i.Definition}"));
}
