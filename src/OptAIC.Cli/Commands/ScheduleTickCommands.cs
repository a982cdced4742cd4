using System.CommandLine;
using OptAIC.Cli.CommandLine;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Ticks;

namespace OptAIC.Cli.Commands;

/// <summary>The verbs of <c>optaic schedule</c> that have to do with the operating system's clock: <c>export</c>, <c>register</c>, <c>unregister</c>.</summary>
internal static class ScheduleTickCommands
{
    private const string EveryHelp = "Minutes from one tick to the next: such as divide an hour, or hours that divide a day (default: 5)";
    private const string LogonHelp = "How the Task Scheduler logs on: interactive (default), s4u or password";

    /// <summary>Builds <c>export</c>.</summary>
    public static Verb Export()
    {
        var format = Options.Text("--format", "FORMAT", "task-xml, systemd or cron (default: what this system has)");
        var (every, logon) = (Options.Text("--every", "MINUTES", EveryHelp), Options.Text("--logon", "LOGON", LogonHelp));
        var path = Options.Text("--out", "PATH", "File to write; for systemd, and where there is one, a folder");
        var name = Options.Text("--name", "NAME", "What the system is to call it (default: made of the workspace's id)");
        var user = Options.Text("--user", "USER", "Account that it runs under");
        var wide = Options.Flag("--system", "For systemd, units of the whole system instead of the user's");
        const string example = "optaic schedule export --format systemd --out ~/.config/systemd/user\noptaic schedule export --format task-xml --logon s4u --out tick.xml";
        return new Verb("export", "Write down, for the operating system, what calls 'schedule due' every few minutes", example, call =>
        {
            var line = call.Line;
            var request = Request(line, every, logon) with { Name = line.GetValue(name), User = line.GetValue(user), SystemWide = line.GetValue(wide) };
            var form = Format(line, format);
            Check(line, form, [(logon, TickFormat.TaskXml), (wide, TickFormat.Systemd)]);
            var export = call.Workspace.Ticks.Export(form, request);
            export = line.GetValue(path) is { } to ? TickFacade.Save(export, to) : export;
            call.Show(export, Json.Document.OptTickExport, screen => TickOutput.Write(screen, export));
        })
        { format, every, logon, path, name, user, wide };
    }

    /// <summary>Builds <c>register</c>.</summary>
    public static Verb Register()
    {
        var method = Options.Text("--method", "METHOD", "task-scheduler, systemd or cron (default: what this system goes by)");
        var (every, logon) = (Options.Text("--every", "MINUTES", EveryHelp), Options.Text("--logon", "LOGON", LogonHelp));
        var whatIf = Options.Flag("--what-if", "Only show what would be written, and where");
        const string example = "optaic schedule register\noptaic schedule register --method cron --every 15 --what-if";
        return new Verb("register", "Have the operating system call 'schedule due' every few minutes", example, call =>
        {
            var line = call.Line;
            var (request, how, only) = (Request(line, every, logon), Method(line, method), line.GetValue(whatIf));
            var tick = call.Workspace.Ticks.Register(request, how, only);
            call.Show(tick, Json.Document.OptTick, screen => TickOutput.Write(screen, tick, only));
        })
        { method, every, logon, whatIf };
    }

    /// <summary>Builds <c>unregister</c>.</summary>
    public static Verb Unregister()
    {
        var whatIf = Options.Flag("--what-if", "Only show what would be removed");
        return new Verb("unregister", "Take back what 'schedule register' did; that there is nothing is no error", "optaic schedule unregister", call =>
        {
            var only = call.Line.GetValue(whatIf);
            var tick = call.Workspace.Ticks.Unregister(only);
            call.Show(tick, Json.Document.OptTick, screen => TickOutput.Write(screen, tick, only));
        })
        { whatIf };
    }

    private static TickRequest Request(ParseResult line, Option<string?> every, Option<string?> logon) => new()
    {
        Every = line.Count(every) ?? TickRequest.DefaultEvery,
        Logon = line.Word(logon, "interactive", "interactive", "s4u", "password") switch { "s4u" => TickLogon.S4U, "password" => TickLogon.Password, _ => TickLogon.Interactive },
    };

    private static TickFormat Format(ParseResult line, Option<string?> format) => line.GetValue(format) is null
        ? TickFacade.DefaultFormat
        : line.Word(format, "", "task-xml", "systemd", "cron") switch { "task-xml" => TickFormat.TaskXml, "systemd" => TickFormat.Systemd, _ => TickFormat.Cron };

    private static TickMethod? Method(ParseResult line, Option<string?> method) => line.GetValue(method) is null
        ? null
        : line.Word(method, "", "task-scheduler", "systemd", "cron") switch { "task-scheduler" => TickMethod.TaskScheduler, "systemd" => TickMethod.Systemd, _ => TickMethod.Cron };

    private static void Check(ParseResult line, TickFormat format, IEnumerable<(Option Option, TickFormat Of)> own)
    {
        foreach (var (option, of) in own.Where(o => o.Of != format && line.GetResult(o.Option) is { Implicit: false }))
        {
            throw new UsageException($"{option.Name} is for --format {(of == TickFormat.TaskXml ? "task-xml" : "systemd")} only", "leave it out, or choose the format");
        }
    }
}
