using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that read the activity of a workspace.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EventCommand : WorkspaceCommand
{
    /// <summary>On what it happened; wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = "Only what happened to these: an instance with its flows (prices), a flow (prices.refresh), a definition. Wildcards are allowed. Default: everything")]
    [Alias("Instance", "Name")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[]? Resource { get; set; }

    /// <summary>What happened; wildcards.</summary>
    [Parameter(Position = 1, HelpMessage = "Only these actions, for example run.failed or run.*. Wildcards are allowed. Default: all")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Action { get; set; } = [];

    /// <summary>From when on.</summary>
    [Parameter(HelpMessage = "Only what happened from this time on")]
    public DateTimeOffset? Since { get; set; }

    private protected EventFilter Filter(int? limit) => new()
    {
        Resources = Resource is null ? [] : [.. Resource.Select(r => r.ToString())],
        Actions = Action,
        Since = Since,
        Limit = limit,
    };
}
