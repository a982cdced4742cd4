using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Execution;

/// <summary>What a run is made with and where its results go: the instance as it is, or as it was for a run that is repeated.</summary>
/// <param name="Instance">The instance with its edges.</param>
/// <param name="Document">Its document.</param>
/// <param name="Paths">Its directory, seen from where the run publishes.</param>
/// <param name="Inputs">What it reads.</param>
internal sealed record RunStage(InstanceRow Instance, InstanceDocument Document, InstancePaths Paths, InputReading Inputs)
{
    /// <summary>The stage of a run that is no repetition: current, or beside what is current.</summary>
    public static RunStage Of(WorkspaceContext workspace, WorkspaceSnapshot snapshot, RunRecord run)
    {
        var instance = snapshot.InstanceOf(run.Key);
        var paths = workspace.PathsOf(instance.Directory);
        // Versions of a model stand side by side anyway.
        var isBeside = run.Side && run.Flow != FlowKind.Training;
        return new RunStage(instance, InstanceFolder.Document(paths), isBeside ? paths.Of(run.Flow).AsOf(run.AsOf!.Value) : paths.Of(run.Flow), new InputReading(workspace, snapshot, run.AsOf));
    }
}
