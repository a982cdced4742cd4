using OptAIC.Engine.Notebooks;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Backpacks;

/// <summary>How a file is run, by what its name ends with, or because the system can execute it.</summary>
internal static class ProgramCommand
{
    private static readonly string[] WindowsPrograms = [".exe", ".com"];

    /// <summary>What the names of programs end with, for messages.</summary>
    public const string Known = ".py, .ps1, .sh, .ipynb or an executable";

    /// <summary>The command of a file by the end of its name, or <c>null</c>.</summary>
    /// <param name="path">Path in the folder in which it runs, with <c>/</c>.</param>
    public static IReadOnlyList<string>? ByName(string path)
    {
        var argument = Verbatim(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".py" => ["python3", argument],
            ".ps1" => ["pwsh", "-NoProfile", "-File", argument],
            ".sh" => ["/bin/sh", argument],
            Notebook.Extension => Notebook.CommandOf(argument),
            _ => null,
        };
    }

    /// <summary>The command of a file, or <c>null</c> when it is no program.</summary>
    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="path">Its path in there, with <c>/</c>.</param>
    public static IReadOnlyList<string>? Of(string folder, string path) =>
        ByName(path) ?? (IsExecutable(Path.Combine(folder, path)) ? [$"./{Verbatim(path)}"] : null);

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows()
        ? WindowsPrograms.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
        : UnixProcess.IsExecutable(file);

    // A dollar sign with a brace behind it would be a template.
    private static string Verbatim(string path) => path.Replace("${", "$${", StringComparison.Ordinal);
}
