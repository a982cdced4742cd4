using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Ticks;

namespace OptAIC.Commands;

/// <summary>Has the operating system run the due schedules every few minutes.</summary>
[Cmdlet(VerbsLifecycle.Register, "OptSchedule", SupportsShouldProcess = true)]
[OutputType(typeof(OptTick))]
public sealed class RegisterOptScheduleCommand : WorkspaceCommand
{
    /// <summary>With what.</summary>
    [Parameter(Position = 0, HelpMessage = "What to register with: TaskScheduler, Systemd (the user's) or Cron (the user's crontab). Default: what this system goes by")]
    public TickMethod? Method { get; set; }

    /// <summary>Minutes from one tick to the next.</summary>
    [Parameter(HelpMessage = TickHelp.Every)]
    public int Every { get; set; } = TickHelp.DefaultEvery;

    /// <summary>How the Task Scheduler logs on.</summary>
    [Parameter(HelpMessage = TickHelp.Logon)]
    public TickLogon Logon { get; set; }

    /// <summary>Return the tick.</summary>
    [Parameter(HelpMessage = "Return what was registered; with -WhatIf, what would be")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () =>
    {
        var request = new TickRequest { Every = Every, Logon = Logon };
        var preview = Workspace.Ticks.Register(request, Method, whatIf: true);
        var isPreview = !this.ShouldProcess(string.Join(", ", preview.Place), $"{(preview.Outcome == TickOutcome.Replaced ? "Replace" : "Register")} {preview.Name}, every {preview.Every} minutes", out var reason);
        if (isPreview && reason != ShouldProcessReason.WhatIf)
        {
            return;
        }

        var tick = isPreview ? preview : Workspace.Ticks.Register(request, Method);
        foreach (var note in tick.Notes)
        {
            WriteVerbose(CommandWords.InCmdlets(note));
        }

        if (PassThru)
        {
            WriteItem(tick);
        }
    });
}
