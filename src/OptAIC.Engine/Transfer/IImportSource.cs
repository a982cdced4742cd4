using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Transfer;

/// <summary>Where instances are imported from.</summary>
internal interface IImportSource : IDisposable
{
    /// <summary>The instances.</summary>
    IReadOnlyList<ArchivedInstance> Instances { get; }

    /// <summary>The definitions that come along, as <c>name@1.2.0</c>.</summary>
    IReadOnlyList<string> Definitions { get; }

    /// <summary>How many files there are.</summary>
    int Files { get; }

    /// <summary>Whether the files are nobody else's, so that they can be moved.</summary>
    bool IsOurs { get; }

    /// <summary>The documents of an instance.</summary>
    InstancePaths PathsOf(ArchivedInstance instance);

    /// <summary>Every file of an instance.</summary>
    IEnumerable<InstanceFile> FilesOf(ArchivedInstance instance);

    /// <summary>Folder of a definition.</summary>
    string FolderOf(string definition);
}
