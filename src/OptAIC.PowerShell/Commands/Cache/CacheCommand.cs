using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets for the cache.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CacheCommand : WorkspaceCommand
{
    /// <summary>Which entries.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Keys of entries, or their beginnings. Wildcards are allowed")]
    [ArgumentCompleter(typeof(CacheCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Key { get; set; }

    /// <summary>Only one kind.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Only this kind: Data or Environment")]
    public CacheKind? Kind { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Key is null)
        {
            ForItem(Root, () => Act([]));
        }

        foreach (var key in Key ?? [])
        {
            ForItem(key, () => Act([key]));
        }
    }

    /// <summary>Does it for what some keys mean; no keys is every entry.</summary>
    private protected abstract void Act(IReadOnlyList<string> keys);
}
