namespace OptAIC.Engine.Processes;

/// <summary>Finds the file of a program.</summary>
internal static class ProgramPath
{
    private static readonly string[] s_windowsExtensions = [".exe", ".com"];

    /// <summary>The full path of a program.</summary>
    /// <param name="program">A bare name, searched for in PATH, or a path relative to <paramref name="workingDirectory"/>.</param>
    /// <param name="workingDirectory">Where the program will run.</param>
    /// <param name="environment">The environment that it will have; relative folders of its PATH are relative to the working directory, empty ones are passed over.</param>
    /// <exception cref="ProgramStartException">There is none, or it may not be executed.</exception>
    public static string Resolve(string program, string workingDirectory, IReadOnlyDictionary<string, string> environment)
    {
        workingDirectory = Path.GetFullPath(workingDirectory);
        if (HasSeparator(program))
            return Executable(program, Candidates(Path.GetFullPath(program, workingDirectory))) ?? throw ProgramStartException.NotFound(program, $"in '{workingDirectory}'");

        var path = environment.GetValueOrDefault("PATH", "");
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Executable(program, folders.SelectMany(folder => Candidates(Path.Combine(workingDirectory, folder, program))))
            ?? throw ProgramStartException.NotFound(program, path.Length == 0 ? "(PATH is empty)" : $"in PATH ({path})");
    }

    // A colon parts a drive from a name on Windows only; on Unix it is like any other character.
    private static bool HasSeparator(string program) =>
        program.Contains('/') || (OperatingSystem.IsWindows() && program.AsSpan().ContainsAny('\\', ':'));

    private static IEnumerable<string> Candidates(string path) =>
        OperatingSystem.IsWindows() && !Path.HasExtension(path) ? s_windowsExtensions.Select(extension => path + extension) : [path];

    private static string? Executable(string program, IEnumerable<string> candidates)
    {
        string? unusable = null;
        foreach (var candidate in candidates.Where(File.Exists))
        {
            if (OperatingSystem.IsWindows() || UnixProcess.IsExecutable(candidate))
                return candidate;
            unusable ??= candidate;
        }

        return unusable is null ? null : throw ProgramStartException.NotStarted(program, $"'{unusable}' is not executable", $"Make it so: chmod +x '{unusable}'");
    }
}
