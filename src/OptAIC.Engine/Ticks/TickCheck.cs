using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Engine.Ticks;

/// <summary>Whether what is installed in the operating system matches what is configured here. The system itself is asked.</summary>
internal sealed class TickCheck(WorkspaceContext workspace)
{
    private const string Again = "'optaic schedule register' puts it right";

    public IReadOnlyList<OptIssue> Run()
    {
        var registered = DocumentFile.TryRead(workspace.Paths.Tick, DocumentJson.Default.TickDocument);
        var work = ScheduledWork.Of(workspace);
        if (registered is null && work.Flows == 0)
        {
            return [];
        }

        try
        {
            var name = TickName.Of(workspace.Document.Id);
            var installed = TickHost.All.Select(h => h.Find(name)).OfType<InstalledTick>().ToList();
            return installed.Count == 0 ? [.. Missing(registered, work)] : [.. installed.SelectMany(tick => Check(tick, registered, work))];
        }
        catch (OptException refused)
        {
            return [Warning("tick_unknown", workspace.Paths.Tick, $"whether a tick is installed cannot be told: {refused.Message}")];
        }
    }

    private IEnumerable<OptIssue> Missing(TickDocument? registered, ScheduledWork work)
    {
        if (registered is not null && registered.Machine == Environment.MachineName)
        {
            yield return Warning("tick_missing", workspace.Paths.Tick, $"the tick {registered.Name} was registered here and is gone: {Again}, 'optaic schedule unregister' forgets it");
        }
        else if (registered is null && work.Flows > 0)
        {
            yield return Warning(
                "no_tick",
                workspace.Paths.Document,
                $"{Number(work.Flows)} by a schedule, and no tick of the operating system starts what is due: 'optaic schedule register' installs one, unless 'optaic schedule run' is kept running");
        }
    }

    private IEnumerable<OptIssue> Check(InstalledTick tick, TickDocument? registered, ScheduledWork work)
    {
        if (tick.Reading is not { } reading)
        {
            yield return Error("tick_changed", tick, $"somebody changed it, and what it does now cannot be told: {Again}");
            yield break;
        }

        if (!tick.IsEnabled)
        {
            yield return Error("tick_disabled", tick, $"it is disabled, so nothing is started: {Again}");
        }

        if (!File.Exists(reading.Program))
        {
            yield return Error("tick_program_missing", tick, $"it calls '{reading.Program}', which is not there (any more): {Again}");
        }

        if (reading.Root != workspace.Paths.Root)
        {
            yield return Error(
                "tick_other_root", tick, $"it is for '{reading.Root}', which has the same id as '{workspace.Paths.Root}': one is a copy of the other, or it was moved; {Again} for this one, and the other is no longer started");
        }

        if (registered is not null && registered.Every != reading.Every)
        {
            yield return Warning(
                "tick_interval", tick.Place, $"the tick comes every {TickInterval.Text(reading.Every)}, and every {TickInterval.Text(registered.Every)} was registered: {Again}");
        }

        if (reading.Limit is { } limit && (work.Limit is null || work.Limit > limit))
        {
            yield return Warning("tick_limit", tick.Place, $"the tick is ended after {limit}, and schedules that have changed since may take longer: {Again}");
        }

        if (work.Flows == 0)
        {
            yield return Warning("tick_idle", tick.Place, "a tick is installed, and no schedule is enabled: 'optaic schedule unregister' takes it back");
        }
    }

    private static string Number(int flows) => flows == 1 ? "a flow goes" : string.Create(CultureInfo.InvariantCulture, $"{flows} flows go");

    private static OptIssue Error(string code, InstalledTick tick, string message) =>
        new() { Severity = IssueSeverity.Error, Code = code, Message = $"the tick: {message}", File = tick.Place };

    private static OptIssue Warning(string code, string place, string message) =>
        new() { Severity = IssueSeverity.Warning, Code = code, Message = message, File = place };
}
