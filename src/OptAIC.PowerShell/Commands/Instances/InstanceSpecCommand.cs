using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that say what an instance is to be: all of a new one, or what changes of one that exists.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class InstanceSpecCommand : WorkspaceCommand
{
    /// <summary>Config values by name.</summary>
    [Parameter(HelpMessage = "Config values by name, for example @{ path = 'prices.csv'; symbols = 'AAPL', 'MSFT' }. They win over those of a file, and over those that there are")]
    [ValidateNotNull]
    public IDictionary? Config { get; set; }

    /// <summary>Upstreams by role.</summary>
    [Parameter(HelpMessage = "Upstream instances by role, for example @{ input = 'prices' } or @{ input = 'prices', 'volumes' }, in the place of those with that role")]
    [ValidateNotNull]
    public IDictionary? Upstream { get; set; }

    /// <summary>Store of a dataset.</summary>
    [Parameter(HelpMessage = "Store of a dataset: the name of an instance, or a definition such as builtin.csv")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>Accessor of a dataset.</summary>
    [Parameter(HelpMessage = "Accessor of a dataset: the name of an instance, or a definition")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Accessor { get; set; }

    /// <summary>Cron expression of the schedule.</summary>
    [Parameter(HelpMessage = "Cron expression of the schedule, for example '0 6 * * 1-5'")]
    [ValidateNotNullOrEmpty]
    public string? Cron { get; set; }

    /// <summary>Time zone of the schedule.</summary>
    [Parameter(HelpMessage = "Time zone of the schedule (IANA), for example America/New_York. Default: UTC")]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>Tags.</summary>
    [Parameter(HelpMessage = "Tags, by which instances can be selected; together they replace those that there are")]
    [ArgumentCompleter(typeof(TagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>What these parameters say.</summary>
    private protected InstanceRequest Said() => new()
    {
        BaseDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        Config = Config is null ? [] : ConfigAssignments.Of(Config),
        Upstream = Upstream is null ? [] : UpstreamAssignments.Of(Upstream),
        Store = Store,
        Accessor = Accessor,
        Cron = Cron,
        TimeZone = TimeZone,
        Tags = Tag,
    };
}
