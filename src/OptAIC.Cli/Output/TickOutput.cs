using System.Globalization;
using OptAIC.Ticks;

namespace OptAIC.Cli.Output;

/// <summary>Ticks of operating systems for people.</summary>
internal static class TickOutput
{
    /// <summary>The texts as they are, or where they were written.</summary>
    public static void Write(Screen screen, OptTickExport export)
    {
        if (export.Files.All(f => f.Path is null))
        {
            Write(screen, export.Files);
            return;
        }

        foreach (var file in export.Files)
        {
            screen.Line($"wrote {file.Path}");
        }

        Write(screen, export.Notes);
    }

    /// <summary>What became of a tick, or would.</summary>
    public static void Write(Screen screen, OptTick tick, bool whatIf)
    {
        screen.Line(Sentence(tick, whatIf));
        foreach (var place in tick.Place)
        {
            screen.Line($"  {place}");
        }

        Write(screen, tick.Notes);
        if (whatIf && tick.Files.Count > 0)
        {
            screen.Line("");
            Write(screen, tick.Files);
        }
    }

    private static string Sentence(OptTick tick, bool whatIf)
    {
        if (tick.Outcome == TickOutcome.Absent)
        {
            return $"no tick is registered for {tick.Root}";
        }

        var verb = (tick.Outcome, whatIf) switch
        {
            (TickOutcome.Registered, false) => "registered",
            (TickOutcome.Registered, true) => "would register",
            (TickOutcome.Replaced, false) => "replaced",
            (TickOutcome.Replaced, true) => "would replace",
            (_, false) => "unregistered",
            (_, true) => "would unregister",
        };
        var rhythm = tick.Every is { } every && tick.Outcome != TickOutcome.Unregistered ? string.Create(CultureInfo.InvariantCulture, $", every {every} min") : "";
        return $"{verb} {tick.Name} with {Title(tick.Method)}{rhythm}";
    }

    private static string Title(TickMethod? method) => method switch
    {
        TickMethod.TaskScheduler => "the Task Scheduler",
        TickMethod.Systemd => "systemd",
        _ => "cron",
    };

    // Several are told apart by their names, in a comment that systemd passes over.
    private static void Write(Screen screen, IReadOnlyList<OptTickFile> files)
    {
        foreach (var file in files)
        {
            if (files.Count > 1)
            {
                screen.Line($"# {file.Name}");
            }

            screen.Writer.Write(file.Text);
            if (files.Count > 1 && file != files[^1])
            {
                screen.Line("");
            }
        }
    }

    private static void Write(Screen screen, IReadOnlyList<string> notes)
    {
        foreach (var note in notes)
        {
            screen.Line($"note: {note}");
        }
    }
}
