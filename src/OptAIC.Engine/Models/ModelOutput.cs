using System.Diagnostics.CodeAnalysis;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Freshness;

namespace OptAIC.Engine.Models;

/// <summary>The files of a training as a version of the model: published as <c>models/&lt;version&gt;</c>, active only if the model's rule says so.</summary>
internal sealed class ModelOutput : FilesOutput
{
    private readonly ModelActivationWriter _writer;
    private readonly IReadOnlyDictionary<string, double?> _metrics;
    private readonly DateTimeOffset _trainedAt;
    private readonly ModelPromotion _promotion;

    [SetsRequiredMembers]
    private ModelOutput(FlowContext context, string staging, DateOnly? lastDataDate, IReadOnlyDictionary<string, double?> metrics)
        : base(context.Paths, staging, context.Run.Id, lastDataDate)
    {
        _writer = new ModelActivationWriter(context.Workspace, context.Instance.Id, context.Instance.Name, context.Paths);
        _metrics = metrics;
        _trainedAt = context.Workspace.Time.GetUtcNow();
        // What was known then is no reason to predict otherwise now.
        _promotion = context.Run.Side ? ModelPromotion.Manual : context.Snapshot.Flow(new(context.Instance.Id, context.Flow)).Policy.Promotion;
    }

    /// <summary>Hashes the files that a training has left.</summary>
    /// <param name="context">The run.</param>
    /// <param name="staging">Its folder.</param>
    /// <param name="lastDataDate">Latest date in the data that it was trained with.</param>
    /// <param name="metrics">What was measured.</param>
    /// <exception cref="NoModelException">There are none.</exception>
    public static ModelOutput Prepare(FlowContext context, string staging, DateOnly? lastDataDate, IReadOnlyDictionary<string, double?> metrics)
    {
        var output = new ModelOutput(context, staging, lastDataDate, metrics);
        return output.Files.Count > 0 ? output : throw new NoModelException(context.Instance.Name);
    }

    /// <inheritdoc/>
    protected override void MakeCurrent()
    {
        // The same files are the same version, whoever trains them again; it keeps what is known of it.
        if (!File.Exists(Paths.ModelDocument(Version)))
        {
            var model = new ModelDocument { Version = Version, RunId = Run, TrainedAt = _trainedAt, LastDataDate = LastDataDate, Metrics = _metrics };
            DocumentFile.Write(Paths.ModelDocument(Version), model, DocumentJson.Default.ModelDocument, Durability.Truth);
        }

        _writer.Trained(Version, _promotion);
    }
}
