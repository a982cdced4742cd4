using OptAIC.Engine.Archives;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Transfer;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Facade;

/// <summary>Takes instances from one workspace to another.</summary>
public sealed class InstanceTransfer
{
    private const string Extension = ".zip";

    private readonly WorkspaceContext _workspace;

    internal InstanceTransfer(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Writes instances into one archive, which appears whole or not at all: specs, sandboxes, definitions, and unless it is left out what they have published, and their runs.</summary>
    /// <param name="filter">The instances.</param>
    /// <param name="path">The archive. Its folder has to be there.</param>
    /// <param name="request">What is left out.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist, or there is nothing to export.</exception>
    /// <exception cref="InstanceExportException">The file is there, or is not named as an archive.</exception>
    /// <exception cref="ArchiveRefusedException">A file has a name that some system cannot hold.</exception>
    /// <exception cref="Locks.FlowBusyException">One of them is running.</exception>
    public OptInstanceArchive Export(InstanceFilter filter, string path, ExportRequest? request = null, CancellationToken cancellation = default)
    {
        request ??= new ExportRequest();
        path = Path.GetFullPath(path);
        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new InstanceExportException($"'{path}' is not named as an archive", "name it .zip");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw StorageException.From("write", path, new DirectoryNotFoundException($"there is no folder '{Path.GetDirectoryName(path)}'"));
        }

        if (!request.Overwrite && Path.Exists(path))
        {
            throw new InstanceExportException($"'{path}' is there already", "use --force to replace it, or another name");
        }

        var look = FlowLook.New(_workspace);
        var instances = InstanceQuery.Select(look.Snapshot, look.States, filter);
        return instances.Count > 0 ? new InstanceExport(_workspace, path, request).Write(instances, cancellation) : throw new InstanceNotFoundException(string.Join(", ", filter.Names), "nothing matches, so there is nothing to export");
    }

    /// <summary>Brings the instances of an archive into the workspace, all of them or none. Ids that are taken are replaced; what the instances refer to is found by id, else by name.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="name">Another name for its only instance; <c>null</c> leaves names as they are.</param>
    /// <param name="whatIf">Verify and work out everything, and import nothing.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <returns>The archive, with the names that its instances have here.</returns>
    /// <exception cref="ArchiveRefusedException">It is damaged, or holds what must not be unpacked.</exception>
    /// <exception cref="ImportRefusedException">Names are taken, or something that is referred to is missing; all are listed.</exception>
    /// <exception cref="Definitions.DefinitionVersionExistsException">A version of a definition is here with other content.</exception>
    public OptInstanceArchive Import(string path, string? name = null, bool whatIf = false, CancellationToken cancellation = default) =>
        new InstanceImport(_workspace, Path.GetFullPath(path), folder => OpenedArchive.Open(Path.GetFullPath(path), folder, cancellation)).Run(name, whatIf, cancellation);

    /// <summary>Takes in a directory that holds an instance the registry does not know: in its place below <c>instances/</c>, back from the trash, or copied from anywhere else.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">Another name; <c>null</c> leaves the one that it has.</param>
    /// <param name="whatIf">Check everything, and take in nothing.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The name of the instance.</returns>
    /// <exception cref="AdoptionRefusedException">It holds no instance, or one that is here already.</exception>
    /// <exception cref="ImportRefusedException">Its name is taken, or something that it refers to is missing.</exception>
    public string Adopt(string directory, string? name = null, bool whatIf = false, CancellationToken cancellation = default) =>
        new InstanceAdoption(_workspace, Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))).Run(name, whatIf, cancellation);
}
