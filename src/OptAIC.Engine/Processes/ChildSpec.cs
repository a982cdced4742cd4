using System.Collections;

namespace OptAIC.Engine.Processes;

/// <summary>What to start, and how. Never through a shell.</summary>
internal sealed record ChildSpec
{
    /// <summary>
    /// A bare name is looked up in the PATH of <see cref="Environment"/>; one with a separator is relative to
    /// <see cref="WorkingDirectory"/>.
    /// </summary>
    public required string Program { get; init; }

    /// <summary>The arguments behind the program's name, each passed on as it is.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where it runs.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Its whole environment; nothing is inherited.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Standard input.</summary>
    public ChildInput Input { get; init; } = ChildInput.Pipe;

    /// <summary>Standard output.</summary>
    public ChildOutput Output { get; init; }

    /// <summary>Standard error.</summary>
    public ChildOutput Error { get; init; }

    /// <summary>Whether it outlives the parent and the <see cref="ChildProcess"/>, which otherwise ends it when disposed.</summary>
    public bool Detached { get; init; }

    /// <summary>A copy of this process's environment, to start from.</summary>
    public static Dictionary<string, string> CurrentEnvironment()
    {
        var names = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        return System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, names);
    }

    /// <summary>Refuses what cannot be passed on.</summary>
    /// <exception cref="ProgramStartException">A NUL character, or an impossible variable name.</exception>
    public void Check()
    {
        if (Program.Length == 0)
            throw ProgramStartException.Invalid(Program, "the name is empty");
        if (Program.Contains('\0') || Arguments.Any(argument => argument.Contains('\0')))
            throw ProgramStartException.Invalid(Program, "its name or an argument contains a NUL character");
        foreach (var (name, value) in Environment)
        {
            if (name.Length == 0 || name.Contains('=') || name.Contains('\0') || value.Contains('\0'))
                throw ProgramStartException.Invalid(Program, $"environment variable '{name.Replace("\0", "\\0", StringComparison.Ordinal)}' has an impossible name or value");
        }

        if (!Directory.Exists(WorkingDirectory))
            throw ProgramStartException.NotStarted(Program, $"its working directory '{WorkingDirectory}' does not exist");
    }
}
