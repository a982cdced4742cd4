using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Models;

namespace OptAIC.Engine.Models;

/// <summary>Reads the versions of a model from its directory.</summary>
internal static class ModelVersions
{
    /// <summary>Which version is active; <c>null</c> when none is.</summary>
    public static ActiveModel? Active(InstancePaths paths) => DocumentFile.TryRead(paths.ActiveModel, DocumentJson.Default.ActiveModel);

    /// <summary>A version; <c>null</c> when there is none of that name.</summary>
    public static ModelDocument? Find(InstancePaths paths, string version) => DocumentFile.TryRead(paths.ModelDocument(version), DocumentJson.Default.ModelDocument);

    /// <summary>All of them, newest first.</summary>
    public static IReadOnlyList<ModelDocument> All(InstancePaths paths) => Directory.Exists(paths.Models)
        ?
        [
            .. Directory.EnumerateFiles(paths.Models, "*.json")
                .Select(f => DocumentFile.Read(f, DocumentJson.Default.ModelDocument))
                .OrderByDescending(m => m.TrainedAt).ThenBy(m => m.Version, StringComparer.Ordinal),
        ]
        : [];

    /// <summary>The versions as people see them.</summary>
    public static IReadOnlyList<OptModel> Objects(InstancePaths paths, string instance, Guid instanceId)
    {
        var active = Active(paths);
        return [.. All(paths).Select(m => Object(m, paths, instance, instanceId, active))];
    }

    private static OptModel Object(ModelDocument model, InstancePaths paths, string instance, Guid instanceId, ActiveModel? active)
    {
        var last = active?.Activations.LastOrDefault(a => a.Version == model.Version);
        return new OptModel
        {
            Instance = instance,
            InstanceId = instanceId,
            ModelVersion = model.Version,
            Stage = active?.Version == model.Version ? ModelStage.Active : last is null ? ModelStage.Candidate : ModelStage.Retired,
            TrainedAt = model.TrainedAt,
            Run = model.RunId,
            LastDataDate = model.LastDataDate,
            ActiveSince = last?.At,
            ActivatedBy = last?.By,
            Reason = last?.Reason,
            Metrics = model.Metrics,
            Path = Path.Combine(paths.Models, model.Version),
        };
    }
}
