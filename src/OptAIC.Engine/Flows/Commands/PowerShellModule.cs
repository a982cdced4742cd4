namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// Lets PowerShell scripts that a run starts call the module's cmdlets by name, whether or not the module is installed: the version that belongs to
/// this runner is put where PowerShell looks for modules.
/// </summary>
internal static class PowerShellModule
{
    /// <summary>Names the module's manifest: what is set already counts.</summary>
    public const string Variable = "OPTAIC_MODULE";

    private const string SearchPath = "PSModulePath";
    private const string Name = "OptAIC";
    private static readonly Lazy<string?> Manifest = new(Find);

    /// <summary>Adds the module to an environment; nothing when this runner belongs to none.</summary>
    /// <param name="variables">The environment.</param>
    /// <param name="folder">Where a folder of modules may be made.</param>
    public static void AddTo(Dictionary<string, string> variables, string folder)
    {
        if (Manifest.Value is not { } manifest)
        {
            return;
        }

        variables[Variable] = manifest;
        if (SearchFolder(Path.GetDirectoryName(manifest)!, folder) is { } modules)
        {
            variables[SearchPath] = variables.TryGetValue(SearchPath, out var others) && others.Length > 0 ? modules + Path.PathSeparator + others : modules;
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named && File.Exists(named))
        {
            return Path.GetFullPath(named);
        }

        // The runner lies below the module, in a package as in a clone.
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Name + ".psd1")))
            {
                return Path.Combine(folder.FullName, Name + ".psd1");
            }
        }

        return null;
    }

    // PowerShell finds a module in a folder of its name, perhaps with folders of its versions. A clone can have any name: it gets a link.
    private static string? SearchFolder(string module, string folder)
    {
        var parent = Path.GetDirectoryName(module);
        if (Path.GetFileName(module) == Name)
        {
            return parent;
        }

        if (parent is not null && Path.GetFileName(parent) == Name && Version.TryParse(Path.GetFileName(module), out _))
        {
            return Path.GetDirectoryName(parent);
        }

        try
        {
            Directory.CreateDirectory(folder);
            Directory.CreateSymbolicLink(Path.Combine(folder, Name), module);
            return folder;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Windows allows links to some users only: there scripts of a clone import what OPTAIC_MODULE names.
            return null;
        }
    }
}
