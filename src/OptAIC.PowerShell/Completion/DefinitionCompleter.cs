using System.ComponentModel;
using OptAIC.Engine;

namespace OptAIC.Commands;

/// <summary>Completes names of definitions, and after an <c>@</c> their versions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DefinitionCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Candidate> Candidates(Workspace workspace, string typed)
    {
        var withVersion = typed.Contains('@', StringComparison.Ordinal);
        return workspace.Definitions.List()
            .Select(d => new Candidate(withVersion ? d.ToString() : d.Name, $"{d.Kind} {d.Version}: {d.Description}"))
            .DistinctBy(c => c.Text, StringComparer.OrdinalIgnoreCase);
    }
}
