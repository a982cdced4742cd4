using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Model;

namespace OptAIC.Engine.Data;

/// <summary>A folder of files as the output of a flow: staged aside, published as <c>data/&lt;version&gt;</c> by one rename.</summary>
internal class FilesOutput : PendingOutput
{
    private readonly string _staging;

    /// <summary>Hashes what a run has put into its folder.</summary>
    [SetsRequiredMembers]
    protected FilesOutput(InstancePaths paths, string staging, Guid run, DateOnly? lastDataDate)
    {
        (Paths, _staging, Run, LastDataDate) = (paths, staging, run, lastDataDate);
        var files = Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(staging, file).Replace('\\', '/'), File: file))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => (f.Name, Size: new FileInfo(f.File).Length, Sha256: HashOf(f.File)))
            .ToList();
        Version = Digest.Of(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(f => $"{f.Sha256} {f.Name}"))));
        Files = [.. files.Select(f => new OptArtifact(Path.Combine(paths.DataVersion(Version), f.Name), f.Size, f.Sha256))];
    }

    /// <summary>The folder in which they are until they are published.</summary>
    public string Folder => _staging;

    /// <summary>Makes the folder in which a run puts its files. The caller holds the flow's guard: what a run of it that died has left goes.</summary>
    public static string Stage(InstancePaths paths, FlowKind flow, Guid run)
    {
        var prefix = $".staging-{SnakeCase.Of(flow)}-";
        Directory.CreateDirectory(paths.Data);
        foreach (var left in Directory.EnumerateDirectories(paths.Data, prefix + "*"))
        {
            Directory.Delete(left, recursive: true);
        }

        var staging = Path.Combine(paths.Data, $"{prefix}{run:D}");
        Directory.CreateDirectory(staging);
        return staging;
    }

    /// <summary>The instance, seen from the flow.</summary>
    protected InstancePaths Paths { get; }

    /// <summary>The run.</summary>
    protected Guid Run { get; }

    /// <summary>Hashes what a run has put into its folder.</summary>
    /// <param name="paths">The instance.</param>
    /// <param name="staging">The folder.</param>
    /// <param name="run">The run.</param>
    /// <param name="lastDataDate">Latest date in the data.</param>
    public static FilesOutput Prepare(InstancePaths paths, string staging, Guid run, DateOnly? lastDataDate) => new(paths, staging, run, lastDataDate);

    public override void Publish()
    {
        var target = Paths.DataVersion(Version);
        if (!Directory.Exists(target))
        {
            DurableDirectory.Publish(_staging, target, Durability.Truth);
        }

        MakeCurrent();
    }

    /// <summary>Says that the published files are what readers are to take.</summary>
    protected virtual void MakeCurrent()
    {
        if (PublishedData.Current(Paths)?.Version != Version)
        {
            DocumentFile.Write(
                Paths.CurrentData,
                new CurrentData { Version = Version, RunId = Run, LastDataDate = LastDataDate },
                DocumentJson.Default.CurrentData,
                Durability.Truth);
        }
    }

    public override void Dispose()
    {
        if (Directory.Exists(_staging))
        {
            Directory.Delete(_staging, recursive: true);
        }

        base.Dispose();
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
