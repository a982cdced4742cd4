using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Environments.Updates;

/// <summary>
/// Writes what is really installed in the environment of an instance into the <c>environment.yml</c> of a backpack: only lines of its lists change, and what was
/// there is kept under a number.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="backpack">Folder of the backpack.</param>
internal sealed class EnvironmentUpdate(WorkspaceContext workspace, string backpack)
{
    private const string Pip = "pip";

    private readonly string _backpack = Path.TrimEndingDirectorySeparator(Path.GetFullPath(backpack));

    /// <summary>Compares, and writes.</summary>
    /// <param name="reference">Name, id or path of the instance; the newest that was made of the backpack when <c>null</c>.</param>
    /// <param name="versionsOnly">Only write versions of what is listed.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the look at what is installed.</param>
    public async Task<IReadOnlyList<OptPackageChange>> RunAsync(string? reference, bool versionsOnly, bool whatIf, CancellationToken cancellation)
    {
        var file = SpecificationFile.Open(_backpack);
        var instance = Instance(reference);
        var environment = InstanceEnvironment.Of(workspace, instance);
        if (environment.Spec.Engine != file.Spec.Engine)
        {
            throw new EnvironmentUpdateException(
                $"the environment of '{instance.Name}' is made by {SnakeCase.Of(environment.Spec.Engine)}, and '{file.Path}' asks for {SnakeCase.Of(file.Spec.Engine)}", "name an instance that was made of this backpack with --from-instance");
        }

        var text = new SpecificationText(file.Text, file.Path);
        var installed = await environment.PackagesAsync(cancellation).ConfigureAwait(false);
        var changes = file.Spec.Engine == EnvironmentEngine.Venv ? OfVenv(file, text, installed, versionsOnly, Change) : OfConda(file, text, installed, versionsOnly, Change);
        if (!whatIf && changes.Any(c => c.After is not null))
        {
            var kept = file.Replace(text.Apply());
            workspace.Activity.Append("instance.environment_written", instance.Name, ("id", instance.Id.ToString("D")), ("file", file.Path), ("kept", kept));
            changes = [.. changes.Select(c => c with { Kept = kept })];
        }

        return changes;

        OptPackageChange Change(string name, string? before, string? after, string kind, string? reason) =>
            new() { Instance = instance.Name, Name = name, Before = before, After = after, Kind = kind, Reason = reason, File = file.Path };
    }

    private static IReadOnlyList<OptPackageChange> OfVenv(
        SpecificationFile file, SpecificationText text, IReadOnlyList<InstalledPackage> installed, bool versionsOnly, Func<string, string?, string?, string, string?, OptPackageChange> change)
    {
        var list = file.Document["requirements"] as DocumentSequence;
        var packages = new ListedPackages(list, installed, versionsOnly, change).OfPip(text);
        if (list is not null)
        {
            text.Append(list, packages.Added);
        }
        else if (packages.Added.Count > 0)
        {
            text.AppendKey(file.Document, "requirements", packages.Added);
        }

        return packages.Changes;
    }

    private static IReadOnlyList<OptPackageChange> OfConda(
        SpecificationFile file, SpecificationText text, IReadOnlyList<InstalledPackage> installed, bool versionsOnly, Func<string, string?, string?, string, string?, OptPackageChange> change)
    {
        var list = (DocumentSequence)file.Document["dependencies"]!;
        var pip = list.Items.OfType<DocumentMapping>().Select(m => m[Pip]).OfType<DocumentSequence>().FirstOrDefault();
        var packages = new ListedPackages(list, [.. installed.Where(p => p.By is null)], versionsOnly, change).OfConda(text);
        var own = new ListedPackages(pip, [.. installed.Where(p => p.By is not null)], versionsOnly, change).OfPip(text);
        text.Append(list, packages.Added);
        if (pip is not null)
        {
            text.Append(pip, own.Added);
        }
        else
        {
            text.AppendMapping(list, Pip, own.Added);
        }

        return [.. packages.Changes, .. own.Changes];
    }

    private InstanceRow Instance(string? reference)
    {
        var snapshot = new WorkspaceSnapshot(workspace);
        if (reference is not null)
        {
            return InstanceLookup.Find(snapshot, reference);
        }

        return snapshot.Instances.Where(i => i.Type == InstanceType.WorkflowInstance).OrderByDescending(i => i.CreatedAt)
                .FirstOrDefault(i => InstanceFolder.Document(workspace.PathsOf(i.Directory)).Backpack is { } origin && Path.TrimEndingDirectorySeparator(origin) == _backpack)
            ?? throw new EnvironmentUpdateException($"no instance was made of '{_backpack}', so there is no environment to look at", "make one with 'optaic run --backpack DIR', or name another with --from-instance");
    }
}
