using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Environments.Updates;

/// <summary>What is really installed in the environment of an instance: in the one that was prepared for it last, and what its programs installed besides.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="instance">The instance.</param>
internal sealed class InstanceEnvironment(WorkspaceContext workspace, InstanceRow instance)
{
    /// <summary>Marks what lies in the overlay.</summary>
    public const string Overlay = "overlay";

    private const string Pip = "pip";

    private readonly InstancePaths _paths = workspace.PathsOf(instance.Directory);

    /// <summary>What it is made of.</summary>
    public required EnvironmentSpec Spec { get; init; }

    /// <summary>Looks at the definition of an instance.</summary>
    /// <exception cref="NoEnvironmentException">It is no workflow, or has no environment whose packages can be told.</exception>
    public static InstanceEnvironment Of(WorkspaceContext workspace, InstanceRow instance)
    {
        if (instance.Type != InstanceType.WorkflowInstance)
        {
            throw new NoEnvironmentException(instance.Name, $"it is a {instance.Type}", "environments belong to workflows");
        }

        var spec = WorkflowFiles.Of(workspace.Load(InstanceFolder.Document(workspace.PathsOf(instance.Directory)).Definition!)).Environment;
        return spec.Engine switch
        {
            EnvironmentEngine.None => throw new NoEnvironmentException(instance.Name, "its engine is none, so its programs run with what the machine has", "write 'engine: venv' or conda's keys into its software/environment.yml"),
            EnvironmentEngine.Command => throw new NoEnvironmentException(instance.Name, "a program of its own fills its folder (engine: command), and only that knows what it installs", "change that program instead"),
            _ => new InstanceEnvironment(workspace, instance) { Spec = spec },
        };
    }

    /// <summary>What pip, or conda, would list.</summary>
    /// <exception cref="NoEnvironmentException">None is prepared.</exception>
    public async Task<IReadOnlyList<InstalledPackage>> PackagesAsync(CancellationToken cancellation)
    {
        var installed = await InstalledAsync(cancellation).ConfigureAwait(false);
        var own = Spec.IsPerInstance ? [] : InstalledPackages.In(_paths.EnvironmentOverlay).Select(p => p with { By = p.IsLocal == true ? Overlay : Spec.Engine == EnvironmentEngine.Conda ? Pip : null }).ToList();
        // What a program installed itself is what it imports, whatever the environment holds.
        return [.. installed.Where(p => !own.Any(o => PipRequirement.Canonical(o.Name) == PipRequirement.Canonical(p.Name) && IsPython(p))), .. own];
    }

    // Conda has packages that are none of Python's under names that are.
    private bool IsPython(InstalledPackage package) => Spec.Engine == EnvironmentEngine.Venv || package.By == Pip;

    private async Task<IReadOnlyList<InstalledPackage>> InstalledAsync(CancellationToken cancellation)
    {
        var given = DocumentFile.TryRead(_paths.GivenEnvironment, DocumentJson.Default.GivenEnvironmentDocument)?.Environment;
        var software = Path.Combine(workspace.Load(InstanceFolder.Document(_paths).Definition!).Folder!, WorkflowFolder.Software);
        var preparation = new EnvironmentPreparation(workspace, instance.Name, Spec, software);
        if (given is not null && Directory.Exists(given.Path) && given.Engine == SnakeCase.Of(Spec.Engine))
        {
            return await preparation.ListAsync(given.Path, cancellation).ConfigureAwait(false);
        }

        var manifest = await preparation.FindAsync(_paths, cancellation).ConfigureAwait(false)
            ?? throw new NoEnvironmentException(instance.Name, "none is prepared", $"prepare it with 'optaic run {instance.Name}'");
        return await preparation.ListAsync(manifest.Path, cancellation).ConfigureAwait(false);
    }
}
