using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Models;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>Writes down what became of runs whose runner died. Only the holder of the flow's guard does it.</summary>
internal static class AbandonedRun
{
    public static void Settle(WorkspaceContext workspace, InstanceRow instance, FlowKey flow)
    {
        if (workspace.Registry.Flow(flow)?.ActiveRun is not { } run)
        {
            return;
        }

        var paths = workspace.PathsOf(instance.Directory);
        var record = DocumentFile.TryRead(paths.RunRecord(run), DocumentJson.Default.RunRecord);
        if (record is null)
        {
            workspace.Registry.RunNeverBegan(flow, run);
            return;
        }

        if (record.IsClaim)
        {
            workspace.Registry.ClaimLeft(flow, run);
            return;
        }

        if (!RunStateMachine.IsFinal(record.Status))
        {
            record = LostRun.Settle(record, workspace.Time.GetUtcNow());
            DocumentFile.Write(paths.RunRecord(run), record, DocumentJson.Default.RunRecord, Durability.Truth);
            workspace.Lineage?.End(record);
            workspace.Activity.Append("run.failed", $"{instance.Name}.{SnakeCase.Of(flow.Flow)}", ("run", run.ToString("D")), ("error_type", record.Error!.Type), ("error", record.Error.Message));
        }

        if (flow.Flow == FlowKind.Training)
        {
            workspace.Registry.ModelActivated(flow, ModelVersions.Active(paths)?.Version);
        }

        workspace.Registry.RunEnded(record);
    }
}
