using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Schedules;

/// <summary>Writes down what the schedule of a flow has decided without a run, or alerted people to.</summary>
internal static class ScheduleProgress
{
    public static void Write(WorkspaceContext workspace, InstanceRow instance, ScheduleRow row)
    {
        var document = new ScheduleDocument { Flow = row.Key.Flow, Handled = row.Handled, HandledWall = row.HandledWall, Alert = row.Alert };
        DocumentFile.Write(workspace.PathsOf(instance.Directory).Schedule(row.Key.Flow), document, DocumentJson.Default.ScheduleDocument, Durability.Knowledge);
        workspace.Registry.ScheduleDecided(row);
    }
}
