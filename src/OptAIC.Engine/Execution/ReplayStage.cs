using System.Globalization;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Sources;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Execution;

/// <summary>
/// The stage on which a run is repeated: the instance as it was, the data that it began with copied into a folder of the run, and a sandbox of its
/// own. What the repetition publishes stays in that folder.
/// </summary>
internal sealed class ReplayStage(WorkspaceContext workspace, WorkspaceSnapshot snapshot, RunRecord repeated)
{
    /// <summary>Refuses a run that cannot be repeated exactly.</summary>
    /// <returns>The instance as it was.</returns>
    /// <exception cref="ReplayRefusedException">Something that it ran with is no longer as it was.</exception>
    public InstanceDocument Check()
    {
        if (repeated is not { Output: not null, Status: OptAIC.Runs.RunStatus.Completed })
        {
            throw new ReplayRefusedException(repeated.Id, "it has not completed");
        }

        if (repeated.Flow == Model.FlowKind.Training)
        {
            throw new ReplayRefusedException(repeated.Id, "a training makes versions of a model, and each is kept");
        }

        var paths = workspace.PathsOf(snapshot.InstanceOf(repeated.Key).Directory);
        var document = InstanceFolder.Generations(paths).FirstOrDefault(d => snapshot.HashesOf(InstanceFolder.Row(paths, d, [])) == (repeated.DefinitionHash, repeated.ConfigHash))
            ?? throw new ReplayRefusedException(repeated.Id, "no generation of the instance has the definition and config that it ran with; a part that it shares may have changed");
        if (repeated.Source is not null && DeclaredSources.Change(document.Flows.First(f => f.Flow == repeated.Flow).Source, repeated.Source, url => workspace.Answers.AskNow(url, CancellationToken.None)) is { } change)
        {
            throw new ReplayRefusedException(repeated.Id, $"its source is not what it read: {change}");
        }

        foreach (var (used, hash) in repeated.UsedHashes)
        {
            if (!Model.FlowKey.TryParse(used, out var flow) || snapshot.Find(flow.Instance) is not { } instance || snapshot.HashesOf(instance) is var now && now.Definition + "+" + now.Config != hash)
            {
                throw new ReplayRefusedException(repeated.Id, "definition or config of what it used has changed");
            }
        }

        return document;
    }

    /// <summary>Sets the stage.</summary>
    /// <param name="folder">The repetition's folder.</param>
    public RunStage Set(string folder)
    {
        var document = Check();
        var paths = workspace.PathsOf(snapshot.InstanceOf(repeated.Key).Directory);
        var published = repeated.Side ? paths.Of(repeated.Flow).AsOf(repeated.AsOf!.Value) : paths.Of(repeated.Flow);
        var stage = paths.Beside(Path.Combine(folder, "data"), Path.Combine(folder, "workflow"));
        CopyBase(published, stage);
        return new RunStage(InstanceFolder.Row(paths, document, []), document, stage, new InputReading(workspace, snapshot, repeated.AsOf, repeated));
    }

    // A version is a hash of the one before and of what changed, so the repetition begins with what the run began with.
    private void CopyBase(InstancePaths published, InstancePaths stage)
    {
        Directory.CreateDirectory(stage.Data);
        if (repeated.Output!.LoadId is null || PublishedData.Current(published) is not { LoadId: { } last } current)
        {
            return;
        }

        using var from = PublishedData.Open(published, current);
        var loads = from.Loads(last);
        var own = loads.FirstOrDefault(l => l.RunId == repeated.Id.ToString("D"));
        var before = own is null ? loads.LastOrDefault(l => l.Version == repeated.Output.Version) : loads.LastOrDefault(l => l.LoadId < own.LoadId);
        if (own is null && before is null)
        {
            throw new ReplayRefusedException(repeated.Id, $"version {repeated.Output.Version[..12]}, which it made, is no longer in the store");
        }

        if (before is null)
        {
            return;
        }

        using (var to = StoreEngine.OpenOrCreate(StoreEngine.Of(current), StoreEngine.PathOf(stage, StoreEngine.Of(current))))
        {
            foreach (var load in loads.Where(l => l.LoadId <= before.LoadId))
            {
                to.Import(load, from.Rows(load));
            }
        }

        DocumentFile.Write(
            stage.CurrentData,
            new CurrentData { Version = before.Version, Store = current.Store, LoadId = before.LoadId, RunId = Guid.Parse(before.RunId, CultureInfo.InvariantCulture) },
            DocumentJson.Default.CurrentData,
            Durability.Knowledge);
    }
}
