using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Writes instances with their definitions, data and runs into one verified archive.</summary>
[Cmdlet(VerbsData.Export, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstanceArchive))]
public sealed class ExportOptInstanceCommand : WorkspaceCommand
{
    private readonly List<string> _names = [];

    /// <summary>Names, with wildcards; ids; paths.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = InstanceChangeCommand.NameHelp)]
    [Alias("Id", "Instance")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Name { get; set; } = [];

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "Archive to write: its name ends with .zip")]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Leave out data and runs.</summary>
    [Parameter(HelpMessage = "Leave out what they have published, and their runs")]
    public SwitchParameter SkipData { get; set; }

    /// <summary>Leave out runs.</summary>
    [Parameter(HelpMessage = "Of the runs, take only those that made what is published")]
    public SwitchParameter SkipRun { get; set; }

    /// <summary>Replace a file.</summary>
    [Parameter(HelpMessage = "Replace a file that is there")]
    public SwitchParameter Force { get; set; }

    /// <summary>Return the archive.</summary>
    [Parameter(HelpMessage = "Return what was written")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name.Select(n => n.Text));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_names.Count == 0 || ProviderPaths.Resolve(this, [LiteralPath], literal: true).FirstOrDefault() is not { } path)
        {
            return;
        }

        ForItem(path, () =>
        {
            // The check comes before the question.
            var filter = new InstanceFilter { Names = _names, Exclude = Exclude };
            var instances = Workspace.Instances.List(filter);
            if (!ShouldProcess(path, $"Write {string.Join(", ", instances)}"))
            {
                return;
            }

            var written = Workspace.Transfer.Export(filter, path, new ExportRequest { SkipData = SkipData, SkipRuns = SkipRun, Overwrite = Force }, StopToken);
            WriteVerbose(written.ToString());
            if (PassThru)
            {
                WriteItem(written);
            }
        });
    }
}
