namespace OptAIC.Engine.Instances;

/// <summary>What an instance takes on the disk. Links are counted as links, not as what they lead to.</summary>
internal static class InstanceUsage
{
    /// <summary>Measures a directory; what is not there takes nothing.</summary>
    public static OptInstanceUsage Of(string name, Guid id, InstancePaths paths, CancellationToken cancellation)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        var files = 0;
        if (Directory.Exists(paths.Directory))
        {
            foreach (var file in new DirectoryInfo(paths.Directory).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true }))
            {
                cancellation.ThrowIfCancellationRequested();
                var area = AreaOf(Path.GetRelativePath(paths.Directory, file.FullName).Split('/', '\\'));
                sizes[area] = sizes.GetValueOrDefault(area) + SizeOf(file);
                files++;
            }
        }

        return new OptInstanceUsage
        {
            Instance = name,
            InstanceId = id,
            Workflow = sizes.GetValueOrDefault("workflow"),
            Data = sizes.GetValueOrDefault("data"),
            Models = sizes.GetValueOrDefault("models"),
            Runs = sizes.GetValueOrDefault("runs"),
            Environment = sizes.GetValueOrDefault("environment"),
            Other = sizes.GetValueOrDefault("other"),
            Files = files,
            Path = paths.Directory,
        };
    }

    private static string AreaOf(string[] path) => path switch
    {
        ["workflow" or "data" or "models", ..] => path[0],
        ["logs" or "artifacts" or "metrics", ..] or ["metadata", "runs", ..] => "runs",
        ["env" or "current_conda_env", ..] => "environment",
        _ => "other",
    };

    private static long SizeOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            // A run has finished with it meanwhile.
            return 0;
        }
    }
}
