using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that plan what selectors mean.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PlanRequestCommand : PlanRunningCommand
{
    private readonly List<(string? Root, string Selector)> _asked = [];

    /// <summary>What to bring up to date.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "What to bring up to date: name, +name (with everything upstream), name+ (downstream), 2+name+1, '@name', type:SignalInstance, status:stale, tag:nightly, name*. Several are a union; a comma inside one string is an intersection")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    public InstanceReference[] Selector { get; set; } = [];

    /// <summary>What to leave out.</summary>
    [Parameter(HelpMessage = "Selectors of what to leave out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>Run everything selected, whatever the freshness.</summary>
    [Parameter(HelpMessage = "Run everything selected, ready or not. Recorded with the runs")]
    public SwitchParameter Force { get; set; }

    /// <summary>Count an upstream whose source is late as ready.</summary>
    [Parameter(HelpMessage = "Count an upstream whose source is late (StaleSourceDelayed) as ready")]
    public SwitchParameter AcceptDelayed { get; set; }

    /// <summary>What to do when a flow is running already.</summary>
    [Parameter(HelpMessage = "What to do when a flow is running already: Join that run, Fail, Skip, or Queue for the turn. Default: the flow's own, else Join")]
    public OverlapPolicy? Overlap { get; set; }

    /// <summary>The day to judge by, and to read data as of.</summary>
    [Parameter(HelpMessage = "The day to judge by and to read data as of, for example 2024-03-29. Default: today")]
    [DateTransformation]
    public DateOnly? AsOf { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _asked.AddRange(Selector.Select(s => (Root, s.ToString())));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var workspace in _asked.GroupBy(a => a.Root, StringComparer.Ordinal))
        {
            Root = workspace.Key;
            string[] selectors = [.. workspace.Select(a => a.Selector)];
            ForItem(string.Join(' ', selectors), () => Answer(RequestFor(selectors)));
        }
    }

    /// <summary>Answers for one workspace.</summary>
    private protected abstract void Answer(FlowRunRequest request);

    private FlowRunRequest RequestFor(IReadOnlyList<string> selectors) => new()
    {
        Selectors = selectors,
        Exclude = Exclude,
        Force = Force,
        AcceptDelayed = AcceptDelayed,
        Overlap = Overlap,
        AsOf = AsOf,
    };
}
