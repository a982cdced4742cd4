using OptAIC.Engine.Documents;

namespace OptAIC.Engine.Environments;

/// <summary>Reads which Python packages are installed where, as pip wrote it down there. No program is needed for it.</summary>
internal static class InstalledPackages
{
    private const string Suffix = ".dist-info";

    /// <summary>Those of an environment.</summary>
    public static IReadOnlyList<InstalledPackage> OfEnvironment(string folder) => [.. SitePackages(folder).SelectMany(In)];

    /// <summary>Those in a folder that Python imports from, in the order of their names.</summary>
    public static IReadOnlyList<InstalledPackage> In(string folder) => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateDirectories(folder, "*" + Suffix).Select(Read).OfType<InstalledPackage>().DistinctBy(p => PipRequirement.Canonical(p.Name)).OrderBy(p => PipRequirement.Canonical(p.Name), StringComparer.Ordinal)];

    private static IEnumerable<string> SitePackages(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return [Path.Combine(folder, "Lib", "site-packages")];
        }

        var libraries = Path.Combine(folder, "lib");
        return Directory.Exists(libraries) ? Directory.EnumerateDirectories(libraries, "python*").Order(StringComparer.Ordinal).Select(l => Path.Combine(l, "site-packages")) : [];
    }

    private static InstalledPackage? Read(string folder)
    {
        var metadata = Path.Combine(folder, "METADATA");
        if (!File.Exists(metadata))
        {
            return null;
        }

        string? name = null, version = null;
        foreach (var line in File.ReadLines(metadata).TakeWhile(l => l.Length > 0))
        {
            name ??= After(line, "Name:");
            version ??= After(line, "Version:");
        }

        return name is null || version is null ? null : new InstalledPackage(name, version) { IsLocal = IsLocal(Path.Combine(folder, "direct_url.json")) ? true : null };
    }

    private static string? After(string line, string key) => line.StartsWith(key, StringComparison.OrdinalIgnoreCase) ? line[key.Length..].Trim() : null;

    private static bool IsLocal(string origin) => File.Exists(origin) && File.ReadAllText(origin).Contains("file://", StringComparison.Ordinal);
}
