using System.ComponentModel;
using System.Management.Automation;
using OptAIC.Engine;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;
using OptAIC.Module;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that work on a workspace: opens it when it is first needed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WorkspaceCommand : OptCommand
{
    private protected const string RootHelp = "Directory of the workspace. Default: the environment variable OPTAIC_HOME, else ~/.optaic";

    private Workspace? _workspace;
    private string? _opened;
    private int _warnings;

    /// <summary>Directory of the workspace. Objects from a workspace carry it, so that a pipeline stays in one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public virtual string? Root { get; set; }

    private protected Workspace Workspace
    {
        get
        {
            if (_workspace is null || !string.Equals(_opened, Root, StringComparison.Ordinal))
            {
                Close();
                _workspace = Open(options => Workspace.Open(options));
                _opened = Root;
            }

            return _workspace;
        }
    }

    private protected WorkspaceOptions Options => new() { Root = RootPath(), Runner = RunnerExecutable.Find() };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }

    private protected override void ForItem(object? item, Action work)
    {
        base.ForItem(item, work);
        WriteWarnings();
    }

    /// <summary>Does something with each of the instances that names, ids, paths, patterns and selectors mean, but those that are left out.</summary>
    private protected void ForInstances(IEnumerable<InstanceReference> references, IReadOnlyList<string> exclude, Action<OptInstance> work)
    {
        foreach (var reference in references)
        {
            ForItem(reference, () =>
            {
                if (!reference.IsPattern && exclude.Count == 0)
                {
                    work(Workspace.Instances.Get(reference.Text));
                    return;
                }

                foreach (var instance in Select(new InstanceFilter { Names = [reference.Text], Exclude = exclude }))
                {
                    ForItem(instance, () => work(instance));
                }
            });
        }
    }

    /// <summary>The instances that a filter selects, in the order in which they are worked on.</summary>
    private protected virtual IReadOnlyList<OptInstance> Select(InstanceFilter filter) => Workspace.Instances.List(filter);

    /// <summary>Opens a workspace, without which no item can be worked on.</summary>
    private protected Workspace Open(Func<WorkspaceOptions, Workspace> open)
    {
        try
        {
            return open(Options);
        }
        catch (Exception error) when (ErrorRecords.IsExpected(error))
        {
            ThrowTerminatingError(ErrorRecords.Of(error, Root));
            throw;
        }
    }

    private protected void WriteItem<T>(T item)
        where T : class => WriteObject(WorkspaceMark.On(item, Workspace.Root));

    private protected void WriteItems<T>(IEnumerable<T> items)
        where T : class
    {
        foreach (var item in items)
        {
            WriteItem(item);
        }
    }

    /// <summary>The root as the engine takes it: a dot and nothing mean the default, anything else is relative to the location.</summary>
    private protected string? RootPath()
    {
        if (Root is null or ".")
        {
            return Root;
        }

        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Root, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            ThrowTerminatingError(ErrorRecords.PathNotFileSystem(Root, provider.Name));
        }

        return path;
    }

    private void WriteWarnings()
    {
        if (_workspace is null)
        {
            return;
        }

        foreach (var warning in _workspace.Warnings.Skip(_warnings))
        {
            WriteWarning(warning);
            _warnings++;
        }
    }

    private void Close()
    {
        _workspace?.Dispose();
        (_workspace, _warnings) = (null, 0);
    }
}
