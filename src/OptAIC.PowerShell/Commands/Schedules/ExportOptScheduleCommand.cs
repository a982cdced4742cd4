using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Ticks;

namespace OptAIC.Commands;

/// <summary>Writes down, for an operating system, what runs the due schedules every few minutes.</summary>
[Cmdlet(VerbsData.Export, "OptSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportOptScheduleCommand : WorkspaceCommand
{
    /// <summary>The file, or the folder.</summary>
    [Parameter(Position = 0, HelpMessage = "File to write; for systemd, and where there is one, a folder. Default: return the texts")]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The form.</summary>
    [Parameter(HelpMessage = "Form of it: TaskXml (Windows Task Scheduler), Systemd (service and timer) or Cron (a line). Default: what this system has")]
    public TickFormat? Format { get; set; }

    /// <summary>Minutes from one tick to the next.</summary>
    [Parameter(HelpMessage = TickHelp.Every)]
    public int Every { get; set; } = TickHelp.DefaultEvery;

    /// <summary>How the Task Scheduler logs on.</summary>
    [Parameter(HelpMessage = TickHelp.Logon)]
    public TickLogon Logon { get; set; }

    /// <summary>What the system is to call it.</summary>
    [Parameter(HelpMessage = "What the system is to call it: letters, digits, '.', '_', '-'. Default: made of the workspace's id")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The account.</summary>
    [Parameter(HelpMessage = "Account that it runs under, for the Task Scheduler and for systemd with -System. Default: the present user")]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>Units of the whole system.</summary>
    [Parameter(HelpMessage = "For systemd, units of the whole system instead of the user's")]
    public SwitchParameter System { get; set; }

    /// <summary>Return the files.</summary>
    [Parameter(HelpMessage = "Return the files that were written")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () =>
    {
        var path = Path is null ? null : ProviderPaths.Resolve(this, [Path], literal: true).FirstOrDefault();
        if (Path is not null && path is null)
        {
            return;
        }

        var request = new TickRequest { Every = Every, Logon = Logon, Name = Name, User = User, SystemWide = System };
        var export = Workspace.Ticks.Export(Format ?? TickFacade.DefaultFormat, request);
        if (path is null)
        {
            WriteObject(export.Files.Select(f => f.Text), enumerateCollection: true);
            return;
        }

        if (!ShouldProcess(path, $"Write the tick ({export.Format})"))
        {
            return;
        }

        export = TickFacade.Save(export, path);
        foreach (var note in export.Notes)
        {
            WriteVerbose(CommandWords.InCmdlets(note));
        }

        if (PassThru)
        {
            WriteObject(export.Files.Select(f => new FileInfo(f.Path!)), enumerateCollection: true);
        }
    });
}
