using OptAIC.Engine.Documents;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Execution;

/// <summary>The secrets of a flow: those that the config of its instance names, or the config of a dataset's pipeline.</summary>
internal static class FlowSecrets
{
    /// <summary>Finds them, before anything of the run is started.</summary>
    /// <exception cref="SecretNotFoundException">One is nowhere.</exception>
    /// <exception cref="UnusableSecretException">One cannot be used.</exception>
    public static Task<RunSecrets> ResolveAsync(FlowContext context, CancellationToken cancellation) =>
        new SecretResolution(context.Instance.Name, context.Workspace.Paths).ResolveAsync([.. Documents(context).SelectMany(d => References(context, d))], cancellation);

    private static IEnumerable<InstanceDocument> Documents(FlowContext context) =>
        context.Document.Parts.Any(p => p.Role == PartRole.Pipeline) ? [context.Document, context.Part(PartRole.Pipeline)] : [context.Document];

    private static IReadOnlyList<FoundValue> References(FlowContext context, InstanceDocument document) =>
        document.Definition is { } pinned ? SecretResolution.References(context.Workspace.Load(pinned), document.Config) : [];
}
