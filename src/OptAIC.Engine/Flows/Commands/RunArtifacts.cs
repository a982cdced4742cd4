using System.Security.Cryptography;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>The artifacts of a run: staged with its output, moved by one rename to <c>artifacts/&lt;run-id&gt;</c> when the run is published.</summary>
internal sealed class RunArtifacts
{
    private readonly string _staging;
    private readonly string _target;

    private RunArtifacts(string staging, string target, IReadOnlyList<OptArtifact> files) => (_staging, _target, Files) = (staging, target, files);

    /// <summary>The files, with the paths that they will have.</summary>
    public IReadOnlyList<OptArtifact> Files { get; }

    /// <summary>Takes the artifacts out of an output folder, so that they are no part of its data.</summary>
    /// <param name="paths">The instance.</param>
    /// <param name="run">The run.</param>
    /// <param name="artifacts">The folder in which the program left them.</param>
    /// <returns><c>null</c> when there are none.</returns>
    public static RunArtifacts? Take(InstancePaths paths, Guid run, string artifacts)
    {
        if (!Directory.Exists(artifacts))
        {
            return null;
        }

        var names = Directory.EnumerateFiles(artifacts, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(artifacts, f)).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            Directory.Delete(artifacts, recursive: true);
            return null;
        }

        // Beside the output and named after it, so that whatever clears one away clears the other.
        var staging = Path.TrimEndingDirectorySeparator(Path.GetDirectoryName(artifacts)!) + "-artifacts";
        var target = paths.RunArtifacts(run);
        Directory.Move(artifacts, staging);
        return new RunArtifacts(staging, target, [.. names.Select(n => Describe(Path.Combine(staging, n), Path.Combine(target, n)))]);
    }

    /// <summary>Moves them to their place.</summary>
    public void Publish()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_target)!);
        DurableDirectory.Publish(_staging, _target, Durability.Truth);
    }

    /// <summary>Drops what was not published.</summary>
    public void Drop()
    {
        if (Directory.Exists(_staging))
        {
            Directory.Delete(_staging, recursive: true);
        }
    }

    private static OptArtifact Describe(string file, string path)
    {
        using var stream = File.OpenRead(file);
        return new OptArtifact(path, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
