using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Models;

/// <summary>Makes a version of a model the active one: one rename under a guard of its own, so that neither a training nor predictions are waited for.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="instance">Id of the model.</param>
/// <param name="name">Its name.</param>
/// <param name="paths">Its directory.</param>
internal sealed class ModelActivationWriter(WorkspaceContext workspace, Guid instance, string name, InstancePaths paths)
{
    // Only held while one document is written and the registry is told.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes a version active because somebody wants it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="reason">Why, when it was said.</param>
    /// <param name="contracts">What was checked.</param>
    /// <param name="cancellation">Ends the waiting for the guard.</param>
    public void Promote(string version, string? reason, IReadOnlyList<OptContractReport> contracts, CancellationToken cancellation)
    {
        using var guard = Take(cancellation);
        Write(version, null, reason, contracts);
    }

    /// <summary>Makes a version that was just trained active, if the model's rule is so.</summary>
    /// <param name="version">The version.</param>
    /// <param name="promotion">The rule.</param>
    public void Trained(string version, ModelPromotion promotion)
    {
        using var guard = Take(CancellationToken.None);
        var active = ModelVersions.Active(paths)?.Version;
        if (active != version && (promotion == ModelPromotion.Auto || (promotion == ModelPromotion.First && active is null)))
        {
            Write(version, promotion, null, []);
        }
    }

    private GuardFile Take(CancellationToken cancellation) =>
        GuardFile.TryAcquire(paths.ModelGuard, Patience, cancellation)
            ?? throw new FlowBusyException(name, "another process is changing its active model", "try again");

    private void Write(string version, ModelPromotion? promotion, string? reason, IReadOnlyList<OptContractReport> contracts)
    {
        var before = ModelVersions.Active(paths);
        var activation = new ModelActivation(version, workspace.Time.GetUtcNow(), workspace.Actor, promotion, reason, contracts);
        var intent = new ChangeIntent(Path.GetFileName(paths.Directory), instance, null, WorkspaceContext.Owner, activation.At);
        workspace.Registry.AnnounceModel(intent);
        DocumentFile.Write(
            paths.ActiveModel,
            new ActiveModel { Version = version, Activations = [.. before?.Activations ?? [], activation] },
            DocumentJson.Default.ActiveModel,
            Durability.Truth);
        workspace.Registry.ModelActivated(new FlowKey(instance, FlowKind.Training), version, intent);
        workspace.Activity.Append("model.activated", name, ("version", version), ("before", before?.Version), ("reason", reason));
    }
}
