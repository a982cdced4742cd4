using OptAIC.Definitions;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>The environment of a program: what programs need to work at all, what its entry asks for, and what OptAIC tells it. Nothing else is passed on.</summary>
internal static class CommandEnvironment
{
    /// <summary>The variables that every program inherits.</summary>
    public static IReadOnlyList<string> Inherited { get; } =
    [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "SHELL",
        "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "USERPROFILE", "USERNAME", "APPDATA", "LOCALAPPDATA", "ProgramFiles", "ProgramData", "PSModulePath", "DOTNET_ROOT",
    ];

    private static StringComparison Names => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>What the runner's own environment gives.</summary>
    public static Dictionary<string, string> Inherit(EntryEnvironment entry)
    {
        var all = ChildSpec.CurrentEnvironment();
        return all.Where(v => Inherited.Any(i => i.Equals(v.Key, Names)) || (entry.Allows(v.Key, Names) && !v.Key.StartsWith("OPTAIC_", StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(v => v.Key, v => v.Value, all.Comparer);
    }

    /// <summary>The whole environment.</summary>
    /// <param name="entry">What the entry asks for.</param>
    /// <param name="given">Variables of the instance's config.</param>
    /// <param name="templates">Fills the values that the entry sets.</param>
    /// <param name="told">What OptAIC tells.</param>
    /// <param name="secrets">The secrets; only here does a program get them.</param>
    /// <param name="software">The environment that its programs come from; <c>null</c> when that is the machine.</param>
    public static Dictionary<string, string> Of(
        EntryEnvironment entry, IReadOnlyDictionary<string, string> given, CommandTemplates templates, IReadOnlyDictionary<string, string> told, RunSecrets secrets, PreparedEnvironment? software = null)
    {
        var variables = Inherit(entry);
        software?.AddDefaultsTo(variables);
        foreach (var (name, value) in entry.Set)
        {
            variables[name] = templates.Fill(value);
        }

        foreach (var (name, value) in given.Concat(secrets.Variables).Concat(told))
        {
            variables[name] = value;
        }

        software?.AddTo(variables);
        return variables;
    }
}
