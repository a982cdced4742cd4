using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using OptAIC.Engine.Processes;
using OptAIC.Ticks;

namespace OptAIC.Engine.Ticks;

/// <summary>A tick as a task of the Windows Task Scheduler: schema 1.3 ([MS-TSCH] 2.5), elements in the order in which the schema has them.</summary>
internal static class TaskXml
{
    /// <summary>Namespace of the schema.</summary>
    public const string Namespace = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    private const string Declaration = "<?xml version=\"1.0\"?>";
    private const string Principal = "Author";
    private const int LongestPath = 260;

    /// <summary>Folder of our tasks.</summary>
    public static string PathOf(string name) => $@"\OptAIC\{name}";

    /// <summary>The task as text, whose encoding is left to whoever writes it.</summary>
    /// <exception cref="InvalidTickException">The program's path is longer than the schema has it.</exception>
    public static string Write(Tick tick)
    {
        if (tick.Program.Length > LongestPath)
        {
            throw new InvalidTickException($"a task cannot call '{tick.Program}': its path has more than {LongestPath} characters", "install OptAIC in a folder with a shorter path");
        }

        var task = Element(
            "Task",
            new XAttribute("version", "1.3"),
            Element("RegistrationInfo", Element("URI", PathOf(tick.Name)), Element("Source", "OptAIC"), Element("Description", DescriptionOf(tick))),
            Element(
                "Triggers",
                Element(
                    "TimeTrigger",
                    Element("Enabled", true),
                    Element("StartBoundary", tick.Start.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture)),
                    Element("Repetition", Element("Interval", XmlConvert.ToString(TimeSpan.FromMinutes(tick.Every))), Element("StopAtDurationEnd", false)))),
            Settings(tick),
            Element(
                "Principals",
                Element(
                    "Principal",
                    new XAttribute("id", Principal),
                    tick.User is { } user ? Element("UserId", user) : null,
                    Element("LogonType", LogonType(tick.Logon)),
                    Element("RunLevel", "LeastPrivilege"))),
            Element(
                "Actions",
                new XAttribute("Context", Principal),
                Element("Exec", Element("Command", tick.Program), Element("Arguments", string.Join(' ', tick.Arguments.Select(WindowsCommandLine.Quote))))));
        return $"{Declaration}\n{task}\n";
    }

    /// <summary>A text as the file that <c>schtasks</c> wants: UTF-16 with its mark.</summary>
    public static byte[] Bytes(string text) =>
        [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.Replace(Declaration, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", StringComparison.Ordinal))];

    /// <summary>What a task says, and whether it is enabled; <c>null</c> when it is not as we write it.</summary>
    public static (TickReading? Reading, bool IsEnabled) Read(string text)
    {
        try
        {
            XNamespace ns = Namespace;
            var task = XDocument.Parse(text).Root!;
            var isEnabled = task.Elements(ns + "Settings").Elements(ns + "Enabled").All(e => (bool)e)
                && task.Elements(ns + "Triggers").Elements(ns + "TimeTrigger").Elements(ns + "Enabled").All(e => (bool)e);
            var exec = task.Elements(ns + "Actions").Elements(ns + "Exec").FirstOrDefault();
            var interval = task.Descendants(ns + "Interval").FirstOrDefault();
            var limit = task.Elements(ns + "Settings").Elements(ns + "ExecutionTimeLimit").Select(e => XmlConvert.ToTimeSpan(e.Value)).FirstOrDefault();
            var program = exec?.Element(ns + "Command")?.Value;
            var root = Tick.RootOf(WindowsCommandLine.Split(exec?.Element(ns + "Arguments")?.Value ?? ""));
            return program is not null && root is not null && interval is not null
                ? (new TickReading(program, root, (int)XmlConvert.ToTimeSpan(interval.Value).TotalMinutes, limit > TimeSpan.Zero ? limit : null), isEnabled)
                : (null, isEnabled);
        }
        catch (Exception malformed) when (malformed is XmlException or FormatException)
        {
            return (null, false);
        }
    }

    // A tick that is still at work when the next comes is not doubled; batteries are no reason to be late, and a run is not killed by any limit
    // but its own. 6 is the first priority whose I/O and memory are those of a program that somebody started.
    private static XElement Settings(Tick tick) => Element(
        "Settings",
        Element("MultipleInstancesPolicy", "IgnoreNew"),
        Element("DisallowStartIfOnBatteries", false),
        Element("StopIfGoingOnBatteries", false),
        Element("AllowHardTerminate", true),
        Element("StartWhenAvailable", true),
        Element("RunOnlyIfNetworkAvailable", false),
        Element("Enabled", true),
        Element("ExecutionTimeLimit", XmlConvert.ToString(tick.Limit ?? TimeSpan.Zero)),
        Element("Priority", 6),
        Element("RunOnlyIfIdle", false));

    private static string DescriptionOf(Tick tick) => tick.Logon == TickLogon.S4U ? $"{tick.Description}. {TickNotes.S4U}" : tick.Description;

    private static string LogonType(TickLogon logon) => logon switch
    {
        TickLogon.S4U => "S4U",
        TickLogon.Password => "Password",
        _ => "InteractiveToken",
    };

    private static XElement Element(string name, params object?[] content) => new((XNamespace)Namespace + name, content);
}
