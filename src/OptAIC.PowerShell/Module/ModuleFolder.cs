namespace OptAIC.Module;

/// <summary>Where the module's files are.</summary>
internal static class ModuleFolder
{
    /// <summary>The folder of <c>OptAIC.dll</c>.</summary>
    public static string Path { get; } = System.IO.Path.GetDirectoryName(typeof(ModuleFolder).Assembly.Location)!;
}
