using OptAIC.Engine.Definitions;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Backpacks;

/// <summary>Makes instances of backpacks. Everything is checked, the instance too, before the folder is registered; data are in the cache before the instance is made.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="instances">Makes and changes them.</param>
internal sealed class BackpackInstances(WorkspaceContext workspace, InstanceFacade instances)
{
    /// <summary>Makes one, with its sandbox filled.</summary>
    public OptInstance Create(InstanceRequest request, bool whatIf, CancellationToken cancellation)
    {
        using var place = Open(request);
        OptInstance preview;
        using (workspace.Definitions.Preview(place, out var loaded))
        {
            CheckKind(loaded);
            preview = instances.Create(Of(request, loaded), whatIf: true, CancellationToken.None);
            if (!request.SkipEnvironment)
            {
                EnvironmentOf(loaded, preview.Name).CheckTool();
            }
        }

        return whatIf ? preview : Make(request, preview, cancellation);
    }

    /// <summary>The one that is there, moved to what the folder holds now, or a new one.</summary>
    public BackpackInstance CreateOrMove(InstanceRequest request, CancellationToken cancellation)
    {
        using var place = Open(request);
        var snapshot = new WorkspaceSnapshot(workspace);
        LoadedDefinition loaded;
        InstanceRow? there;
        using (workspace.Definitions.Preview(place, out loaded))
        {
            CheckKind(loaded);
            there = snapshot.Find(request.Name ?? loaded.Definition.Name);
            EnvironmentOf(loaded, request.Name ?? loaded.Definition.Name).CheckTool();
            if (there is null)
            {
                instances.Create(Of(request, loaded), whatIf: true, CancellationToken.None);
            }
            else if (there.Type != InstanceType.WorkflowInstance || there.Definition.Split('@')[0] != loaded.Definition.Name)
            {
                throw new NameTakenException(there.Name);
            }
            else if (there.Definition != loaded.Definition.ToString() || Says(request) || IsElsewhere(request, there))
            {
                instances.Set(there.Id.ToString("D"), Of(request, loaded) with { Name = null }, whatIf: true, cancellation);
            }
            else
            {
                return new BackpackInstance(instances.Get(there.Id.ToString("D")), IsNew: false, Change: null);
            }
        }

        var (definition, _) = Register(request);
        if (there is null)
        {
            return new BackpackInstance(instances.Create(request with { Backpack = null, Origin = OriginOf(request), Definition = definition }, whatIf: false, CancellationToken.None), IsNew: true, Change: null);
        }

        var change = instances.Set(there.Id.ToString("D"), request with { Backpack = null, Origin = OriginOf(request), Definition = definition, Name = null }, whatIf: false, cancellation);
        return new BackpackInstance(instances.Get(there.Id.ToString("D")), IsNew: false, change.Changed ? change : null);
    }

    private OptInstance Make(InstanceRequest request, OptInstance preview, CancellationToken cancellation)
    {
        var (definition, loaded) = Register(request);
        var files = WorkflowFiles.Of(loaded);
        files = request.SkipData ? files with { Data = [] } : files;
        var environment = request.SkipEnvironment ? null : EnvironmentOf(loaded, preview.Name);
        new WorkflowData(workspace, preview.Name, new InstancePaths(preview.Path)).FetchAsync(loaded.Folder!, files.Data, cancellation).GetAwaiter().GetResult();
        using var shared = files.Environment.IsPerInstance ? null : environment?.PrepareAsync(own: null, request.Tell, cancellation).GetAwaiter().GetResult();
        var made = instances.Create(request with { Backpack = null, Origin = OriginOf(request), Definition = definition, Name = preview.Name }, whatIf: false, CancellationToken.None);
        var paths = new InstancePaths(made.Path);
        Sandbox.Fill(paths.Workflow, loaded.Folder);
        if (files.Data.Count > 0)
        {
            new WorkflowData(workspace, made.Name, paths).PlaceAsync(loaded.Folder!, files.Data, cancellation).GetAwaiter().GetResult();
        }

        using var own = files.Environment.IsPerInstance ? environment?.PrepareAsync(paths, request.Tell, cancellation).GetAwaiter().GetResult() : null;
        (shared ?? own)?.NoteIn(paths);
        return made;
    }

    private EnvironmentPreparation EnvironmentOf(LoadedDefinition loaded, string instance) =>
        new(workspace, instance, WorkflowFiles.Of(loaded).Environment, Path.Combine(loaded.Folder!, WorkflowFolder.Software));

    private DefinitionPlace Open(InstanceRequest request)
    {
        var place = DefinitionPlace.Open(PathOf(request), workspace.Paths.Staging);
        if (WorkflowFolder.IsDefinition(place.Folder))
        {
            return place;
        }

        place.Dispose();
        throw new NoBackpackException(place.ShownAs);
    }

    private (string Definition, LoadedDefinition Loaded) Register(InstanceRequest request)
    {
        var registered = new DefinitionFacade(workspace).Register(PathOf(request)).Definition;
        return (registered.ToString(), workspace.Definitions.Get(registered.Name, OptAIC.Definitions.SemanticVersion.Parse(registered.Version)));
    }

    private static string PathOf(InstanceRequest request) => Path.GetFullPath(request.Backpack!, Path.GetFullPath(request.BaseDirectory ?? "."));

    // An archive is unpacked and gone: nothing can be copied back to it.
    private static string? OriginOf(InstanceRequest request) => PathOf(request) is var path && Directory.Exists(path) ? path : null;

    private bool IsElsewhere(InstanceRequest request, InstanceRow there) =>
        OriginOf(request) is { } origin && origin != InstanceFolder.Document(workspace.PathsOf(there.Directory)).Backpack;

    private static InstanceRequest Of(InstanceRequest request, LoadedDefinition loaded) => request with { Backpack = null, Definition = loaded.Definition.ToString() };

    // Whether anything is asked for besides what to run.
    private static bool Says(InstanceRequest request) =>
        request.SpecFile is not null || request.Config.Count > 0 || request.Upstream.Count > 0 || request.Tags.Count > 0 || request.Cron is not null || request.TimeZone is not null;

    private static void CheckKind(LoadedDefinition loaded)
    {
        if (loaded.Definition.Kind != OptAIC.Definitions.DefinitionKind.WorkflowDef)
        {
            throw new NoBackpackException(loaded.ToString(), loaded.Definition.Kind.ToString());
        }
    }
}
