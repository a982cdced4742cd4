using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Gets the lineage of what selectors mean: its edges, or its flows with their statuses.</summary>
[Cmdlet(VerbsCommon.Get, "OptLineage")]
[OutputType(typeof(OptLineageEdge), typeof(OptFlow))]
public sealed class GetOptLineageCommand : WorkspaceCommand
{
    private readonly List<(string? Root, string? Selector)> _asked = [];

    /// <summary>Whose lineage; everything when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = "Whose lineage: name, +name (with everything upstream), name+ (downstream), 2+name+1, '@name', type:SignalInstance, status:stale, tag:nightly, name*. Default: everything")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    public InstanceReference[]? Selector { get; set; }

    /// <summary>Which way to go on from the selected flows.</summary>
    [Parameter(HelpMessage = "Which way to go on from what is selected: Upstream, Downstream or Both. Default: Both from a plain name; none where the selector says it with + or @")]
    public LineageDirection? Direction { get; set; }

    /// <summary>How many edges to go.</summary>
    [Parameter(HelpMessage = "How many edges to go on from what is selected. Default: all")]
    [ValidateRange(0, int.MaxValue)]
    public int? Depth { get; set; }

    /// <summary>Write the flows instead of the edges.</summary>
    [Parameter(HelpMessage = "Return the flows, every upstream before its downstream, instead of the edges")]
    public SwitchParameter Node { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        _asked.AddRange(Selector is null ? [(Root, null)] : Selector.Select(s => (Root, (string?)s.ToString())));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var workspace in _asked.GroupBy(a => a.Root, StringComparer.Ordinal))
        {
            Root = workspace.Key;
            var selector = workspace.Any(a => a.Selector is null) ? null : string.Join(' ', workspace.Select(a => a.Selector));
            ForItem(selector, () => Write(selector));
        }
    }

    private void Write(string? selector)
    {
        var direction = Direction ?? (selector is null || selector.AsSpan().ContainsAny('+', '@') ? null : LineageDirection.Both);
        var lineage = Workspace.Lineage.Get(
            selector,
            direction is LineageDirection.Upstream or LineageDirection.Both ? Depth : 0,
            direction is LineageDirection.Downstream or LineageDirection.Both ? Depth : 0);
        if (Node)
        {
            WriteItems(lineage.Nodes);
        }
        else
        {
            WriteItems(lineage.Edges);
        }
    }
}
