using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Lineage;

namespace OptAIC.Commands;

/// <summary>Writes the lineage of what selectors mean as a page for the browser, as Mermaid, DOT or JSON.</summary>
[Cmdlet(VerbsData.Export, "OptLineage", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportOptLineageCommand : LineageQueryCommand
{
    /// <summary>The file.</summary>
    [Parameter(Position = 0, HelpMessage = "File to write; one that is there is replaced. Default: return the text")]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Whose lineage; everything when left out.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, HelpMessage = "Whose lineage: name, +name (with everything upstream), name+ (downstream), 2+name+1, '@name', type:SignalInstance, status:stale, tag:nightly, name*. Default: everything")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    public InstanceReference[]? Selector { get; set; }

    /// <summary>The form.</summary>
    [Parameter(HelpMessage = "Form of the text: Html (a picture for the browser in one file), Mermaid, Dot or Json. Default: what the name of the file says, else Html")]
    public LineageFormat? Format { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out, with the edges to and from it")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Which way to go on from the selected flows.</summary>
    [Parameter(HelpMessage = "Which way to go on from what is selected: Upstream, Downstream or Both. Default: Both from a plain name; none where the selector says it with + or @")]
    public LineageDirection? Direction { get; set; }

    /// <summary>How many edges to go.</summary>
    [Parameter(HelpMessage = "How many edges to go on from what is selected. Default: all")]
    [ValidateRange(0, int.MaxValue)]
    public int? Depth { get; set; }

    /// <summary>Return the file.</summary>
    [Parameter(HelpMessage = "Return the file that was written")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Collect(Selector);

    private protected override void Answer(string? selector)
    {
        var path = Path is null ? null : ProviderPaths.Resolve(this, [Path], literal: true).FirstOrDefault();
        if (Path is not null && path is null)
        {
            return;
        }

        var format = Format ?? (path is null ? null : LineageFile.FormatOf(path)) ?? LineageFormat.Html;
        var (up, down) = Reach(selector, Direction, Depth);
        var text = Workspace.Lineage.Export(format, selector, up, down, Exclude);
        if (path is null)
        {
            WriteObject(text);
        }
        else if (ShouldProcess(path, $"Write the lineage ({format})"))
        {
            LineageFacade.Save(text, format, path);
            if (PassThru)
            {
                WriteObject(new FileInfo(path));
            }
        }
    }
}
