using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace OptAIC.Engine.Tests.Ticks;

/// <summary>
/// What the published schema of tasks, version 1.3 ([MS-TSCH] 2.5), says of the elements that we write and of their neighbours: names in the schema's
/// order, <c>!</c> where one has to be there, and the type of its content.
/// </summary>
internal static partial class TaskSchema
{
    private static readonly Dictionary<string, string[]> Complex = new()
    {
        ["Task"] = ["RegistrationInfo registration", "Triggers triggers", "Settings settings", "Data any", "Principals principals", "Actions! actions"],
        ["registration"] = ["URI uri", "SecurityDescriptor string", "Source string", "Date dateTime", "Author string", "Version string", "Description string", "Documentation string"],
        ["triggers"] = ["TimeTrigger timeTrigger"],
        ["timeTrigger"] = ["Enabled boolean", "StartBoundary dateTime", "EndBoundary dateTime", "Repetition repetition", "ExecutionTimeLimit duration", "RandomDelay duration"],
        ["repetition"] = ["Interval! interval", "Duration duration", "StopAtDurationEnd boolean"],
        ["settings"] =
        [
            "AllowStartOnDemand boolean", "RestartOnFailure any", "MultipleInstancesPolicy instances", "DisallowStartIfOnBatteries boolean", "StopIfGoingOnBatteries boolean",
            "AllowHardTerminate boolean", "StartWhenAvailable boolean", "NetworkProfileName string", "RunOnlyIfNetworkAvailable boolean", "WakeToRun boolean", "Enabled boolean",
            "Hidden boolean", "DeleteExpiredTaskAfter duration", "IdleSettings any", "NetworkSettings any", "ExecutionTimeLimit duration", "Priority priority",
            "RunOnlyIfIdle boolean", "UseUnifiedSchedulingEngine boolean", "DisallowStartOnRemoteAppSession boolean",
        ],
        ["principals"] = ["Principal! principal"],
        ["principal"] = ["UserId nonEmpty", "LogonType logon", "GroupId nonEmpty", "DisplayName string", "RunLevel level", "ProcessTokenSidType any", "RequiredPrivileges any"],
        ["actions"] = ["Exec! exec"],
        ["exec"] = ["Command! path", "Arguments string", "WorkingDirectory path"],
    };

    private static readonly Dictionary<string, Func<string, bool>> Simple = new()
    {
        ["string"] = _ => true,
        ["uri"] = text => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        ["nonEmpty"] = text => text.Length > 0,
        ["path"] = text => text.Length is > 0 and <= 260,
        ["boolean"] = text => text is "true" or "false" or "1" or "0",
        ["dateTime"] = text => DateTimePattern().IsMatch(text) && XmlConvert.ToDateTimeOffset(text) > DateTimeOffset.UnixEpoch,
        ["duration"] = IsDuration,
        ["interval"] = text => IsDuration(text) && XmlConvert.ToTimeSpan(text) is var time && time >= TimeSpan.FromMinutes(1) && time <= TimeSpan.FromDays(31),
        ["priority"] = text => sbyte.TryParse(text, out var priority) && priority is >= 0 and <= 10,
        ["instances"] = text => text is "Parallel" or "Queue" or "IgnoreNew" or "StopExisting",
        ["logon"] = text => text is "S4U" or "Password" or "InteractiveToken" or "InteractiveTokenOrPassword",
        ["level"] = text => text is "LeastPrivilege" or "HighestAvailable",
    };

    private static readonly Dictionary<string, string[]> Attributes = new() { ["Task"] = ["version"], ["Principal"] = ["id"], ["Actions"] = ["Context"], ["TimeTrigger"] = ["id"], ["Exec"] = ["id"] };

    /// <summary>Everything in which a task is not as the schema says.</summary>
    public static IReadOnlyList<string> Check(XDocument document)
    {
        var root = document.Root!;
        var problems = new List<string>();
        if (root.Name != Name("Task") || (string?)root.Attribute("version") is not "1.3")
        {
            problems.Add($"the root is {root.Name}, version {root.Attribute("version")?.Value}");
        }

        Check(root, "Task", problems);
        var ids = root.Descendants(Name("Principal")).Select(p => (string?)p.Attribute("id")).ToList();
        problems.AddRange(root.Elements(Name("Actions")).Where(a => a.Attribute("Context") is { } context && !ids.Contains(context.Value)).Select(a => $"no principal has the id {a.Attribute("Context")!.Value}"));
        return problems;
    }

    private static XName Name(string name) => XName.Get(name, "http://schemas.microsoft.com/windows/2004/02/mit/task");

    private static void Check(XElement element, string type, List<string> problems)
    {
        var known = Attributes.GetValueOrDefault(element.Name.LocalName) ?? [];
        problems.AddRange(element.Attributes().Where(a => !a.IsNamespaceDeclaration && !known.Contains(a.Name.LocalName)).Select(a => $"{element.Name.LocalName} has the attribute {a.Name.LocalName}"));
        if (Simple.TryGetValue(type, out var isRight))
        {
            problems.AddRange(element.HasElements || !isRight(element.Value) ? [$"{element.Name.LocalName} '{element.Value}' is no {type}"] : Array.Empty<string>());
            return;
        }

        var at = -1;
        var children = Complex[type].Select(c => c.Split(' ')).Select(c => (Name: Name(c[0].TrimEnd('!')), IsNeeded: c[0].EndsWith('!'), Type: c[1])).ToList();
        foreach (var child in element.Elements())
        {
            var place = children.FindIndex(c => c.Name == child.Name);
            if (place <= at)
            {
                problems.Add($"{child.Name.LocalName} has no place in {element.Name.LocalName} behind {(at < 0 ? "nothing" : children[at].Name.LocalName)}");
                continue;
            }

            at = place;
            Check(child, children[place].Type, problems);
        }

        problems.AddRange(children.Where(c => c.IsNeeded && element.Element(c.Name) is null).Select(c => $"{element.Name.LocalName} has no {c.Name.LocalName}"));
    }

    private static bool IsDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text) >= TimeSpan.Zero;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?$")]
    private static partial Regex DateTimePattern();
}
