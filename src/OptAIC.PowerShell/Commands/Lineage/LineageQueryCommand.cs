using System.ComponentModel;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that ask for the lineage of what selectors mean. They collect what comes down the pipeline and ask once: several are a union.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LineageQueryCommand : WorkspaceCommand
{
    private readonly List<(string? Root, string? Selector)> _asked = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var workspace in _asked.GroupBy(a => a.Root, StringComparer.Ordinal))
        {
            Root = workspace.Key;
            var selector = workspace.Any(a => a.Selector is null) ? null : string.Join(' ', workspace.Select(a => a.Selector));
            ForItem(selector, () => Answer(selector));
        }
    }

    /// <summary>Remembers what is asked for; <c>null</c> is everything.</summary>
    private protected void Collect(InstanceReference[]? selectors) =>
        _asked.AddRange(selectors is null ? [(Root, null)] : selectors.Select(s => (Root, (string?)s.ToString())));

    /// <summary>Answers for a workspace.</summary>
    private protected abstract void Answer(string? selector);

    /// <summary>How many edges to go up and down: both ways from a plain name, none where the selector says it with its signs.</summary>
    private protected static (int? Up, int? Down) Reach(string? selector, LineageDirection? direction, int? depth)
    {
        var way = direction ?? (selector is null || selector.AsSpan().ContainsAny('+', '@') ? null : LineageDirection.Both);
        return (way is LineageDirection.Upstream or LineageDirection.Both ? depth : 0, way is LineageDirection.Downstream or LineageDirection.Both ? depth : 0);
    }
}
