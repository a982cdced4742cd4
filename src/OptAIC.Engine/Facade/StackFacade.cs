using OptAIC.Engine.Locks;
using OptAIC.Engine.Stacks;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Facade;

/// <summary>Stacks: many instances in one manifest, made, changed and removed together.</summary>
public sealed class StackFacade
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WorkspaceContext _workspace;

    internal StackFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>What applying a manifest would do; writes nothing.</summary>
    /// <param name="path">The manifest, or a folder of specs.</param>
    /// <param name="prune">Whether instances go that the stack made and the manifest no longer has.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidStackException">Something cannot be done; every problem of every instance is listed.</exception>
    public IReadOnlyList<OptStackStep> Plan(string path, bool prune = false, CancellationToken cancellation = default) =>
        Plan(StackReader.Read(Path.GetFullPath(path)), prune, cancellation);

    /// <summary>Applies a manifest: planned as a whole first, then done instance by instance. Again, it changes nothing; after a failure, it goes on.</summary>
    /// <param name="path">The manifest, or a folder of specs.</param>
    /// <param name="prune">Whether instances go that the stack made and the manifest no longer has.</param>
    /// <param name="step">Told each step when it is done.</param>
    /// <param name="cancellation">Ends it between two instances.</param>
    /// <exception cref="InvalidStackException">Something cannot be done; every problem is listed, and nothing was changed.</exception>
    /// <exception cref="StackInterruptedException">Something stood in the way that the plan could not see, for example a running flow.</exception>
    /// <exception cref="StackBusyException">Another stack is being applied.</exception>
    public IReadOnlyList<OptStackStep> Apply(string path, bool prune = false, Action<OptStackStep>? step = null, CancellationToken cancellation = default)
    {
        var manifest = StackReader.Read(Path.GetFullPath(path));
        using var guard = GuardFile.TryAcquire(_workspace.Paths.StackGuard, Patience, cancellation) ?? throw new StackBusyException(_workspace.Paths.Root);
        var plan = Plan(manifest, prune, cancellation);
        if (plan.All(s => s.Action == StackAction.Unchanged))
        {
            return plan;
        }

        var steps = new List<OptStackStep>();
        var application = Run(_workspace, manifest, prune, done =>
        {
            steps.Add(done);
            step?.Invoke(done);
        }, cancellation);
        return application.Problems.Count == 0
            ? steps
            : throw new StackInterruptedException(manifest.Name, steps.Count(s => s.Action != StackAction.Unchanged), application.Problems, application.ExitCode);
    }

    private List<OptStackStep> Plan(StackManifest manifest, bool prune, CancellationToken cancellation)
    {
        using var shadow = new StackShadow(_workspace);
        var steps = new List<OptStackStep>();
        var application = Run(shadow.Workspace, manifest, prune, steps.Add, cancellation);
        if (application.Problems.Count > 0)
        {
            throw new InvalidStackException(application.Problems, application.ExitCode);
        }

        foreach (var warning in shadow.Warnings)
        {
            _workspace.Warn(warning);
        }

        return [.. steps.Select(s => s with { Outcome = null })];
    }

    private static StackApplication Run(WorkspaceContext workspace, StackManifest manifest, bool prune, Action<OptStackStep> step, CancellationToken cancellation)
    {
        var application = new StackApplication(workspace, manifest, step);
        application.Apply(cancellation);
        if (prune && application.Problems.Count == 0)
        {
            application.Prune(cancellation);
        }

        return application;
    }
}
