using System.Management.Automation;
using OptAIC.Runs;

namespace OptAIC.Commands;

/// <summary>Writes runs to a file: records with metrics as CSV, JSON or JSON lines, or all there is of them as one archive.</summary>
[Cmdlet(VerbsData.Export, "OptRun", SupportsShouldProcess = true, DefaultParameterSetName = ConditionSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportOptRunCommand : RunSelectionCommand
{
    private readonly List<OptRun> _runs = [];

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "File to write: its name ends with .csv, .json, .jsonl, or .zip for an archive with logs and artifacts, unless -Format says the form")]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The form.</summary>
    [Parameter(HelpMessage = "Form of the file: Csv, Json, JsonLines or Archive. Default: what its name says")]
    public RunExportFormat? Format { get; set; }

    /// <summary>Replace a file.</summary>
    [Parameter(HelpMessage = "Replace a file that is there")]
    public SwitchParameter Force { get; set; }

    /// <summary>Return the file.</summary>
    [Parameter(HelpMessage = "Return the file that was written")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            ForItem(id, () => _runs.Add(Workspace.Runs.Get(id.Text)));
        }

        if (ParameterSetName == ConditionSet)
        {
            ForItem(Where, () => _runs.AddRange(Workspace.Runs.ListWhole(Filter)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var path = ProviderPaths.Resolve(this, [Path], literal: true).FirstOrDefault();
        if (path is not null && ShouldProcess(path, $"Write {_runs.Count} runs"))
        {
            ForItem(path, () =>
            {
                var written = Workspace.Runs.Export(_runs, path, Format, Force, StopToken);
                if (PassThru)
                {
                    WriteObject(new FileInfo(written.Path));
                }
            });
        }
    }
}
