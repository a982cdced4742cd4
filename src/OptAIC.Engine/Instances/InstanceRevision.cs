using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Instances;

/// <summary>A change of an instance that is worked out and checked like a new instance, and not written yet.</summary>
/// <param name="Before">The instance as it is.</param>
/// <param name="After">What it is to be.</param>
/// <param name="Differences">Every value that changes.</param>
internal sealed record InstanceRevision(PresentInstance Before, InstanceDraft After, IReadOnlyList<OptInstanceDifference> Differences)
{
    /// <summary>Lays a request over an instance: a spec file says all that it is to be, options say what changes.</summary>
    /// <exception cref="Specs.InvalidSpecException">The spec or a config breaks rules; all are listed.</exception>
    public static InstanceRevision Of(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow instance, InstanceRequest request)
    {
        var present = PresentInstance.Read(workspace, instance);
        var revision = Of(workspace, snapshot, present, SpecSource.Read(request, snapshot, present.Spec()), request.BaseDirectory);
        var after = revision.After with { Swap = new StoreSwapping(workspace, snapshot).Of(present, revision.After, request) };
        if (request.Origin is not { } origin || origin == present.Document.Backpack)
        {
            return revision with { After = after };
        }

        return revision with
        {
            After = after with { Document = after.Document with { Backpack = origin } },
            Differences = [.. revision.Differences, new OptInstanceDifference { Path = "backpack", Before = present.Document.Backpack, After = origin }],
        };
    }

    /// <summary>Works out what a whole spec makes of an instance.</summary>
    /// <inheritdoc cref="Of(WorkspaceContext, WorkspaceSnapshot, InstanceRow, InstanceRequest)"/>
    public static InstanceRevision Of(WorkspaceContext workspace, WorkspaceSnapshot snapshot, PresentInstance present, DocumentNode spec, string? baseDirectory)
    {
        var after = new InstanceDrafting(workspace, snapshot).Draft(spec, baseDirectory, present);
        ChangedEdges.Check(snapshot, after.Document);
        new DownstreamRules(workspace, snapshot).Check(present, after);
        return new InstanceRevision(present, after, new InstanceView(snapshot).Compare(present, after));
    }

    /// <summary>The change as people see it.</summary>
    /// <param name="isPreview">Whether it is only shown.</param>
    public OptInstanceChange ToObject(bool isPreview) => new()
    {
        Name = isPreview ? Before.Document.Name : After.Document.Name,
        InstanceId = Before.Document.Id,
        IsPreview = isPreview,
        FromGeneration = Before.Document.Generation,
        ToGeneration = Before.Document.Generation + (Differences.Count > 0 ? 1 : 0),
        Differences = Differences,
        Data = After.Swap switch
        {
            null => null,
            { Discard: true } swap => $"discarded from {swap.From}",
            var swap => $"migrated from {swap.From} to {swap.To}",
        },
    };
}
