using OptAIC.Definitions;
using OptAIC.Engine.Flows.Commands;

namespace OptAIC.Engine.Environments;

/// <summary>Environment variables of the programs that prepare an environment, and of those that run in one.</summary>
internal static class EnvironmentVariables
{
    private const string SearchPath = "PATH";
    private const int ShortestSecret = 4;

    // What whoever installs packages may need to reach them.
    private static readonly string[] Passed =
    [
        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "PYENV_ROOT", "PYENV_VERSION",
        "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST", "PIP_CERT", "PIP_CLIENT_CERT", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_CONFIG_FILE", "PIP_CACHE_DIR", "PIP_PROXY", "PIP_DEFAULT_TIMEOUT", "PIP_RETRIES",
        "CONDARC", "CONDA_PKGS_DIRS", "CONDA_CHANNELS", "CONDA_OFFLINE", "CONDA_OVERRIDE_CUDA", "CONDA_SSL_VERIFY", "MAMBA_ROOT_PREFIX",
    ];

    private static readonly string[] ActiveFolders = ["VIRTUAL_ENV", "CONDA_PREFIX"];

    // What another environment that is active here says of itself.
    private static readonly string[] Active =
        ["VIRTUAL_ENV", "VIRTUAL_ENV_PROMPT", "PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "CONDA_PREFIX", "CONDA_DEFAULT_ENV", "CONDA_PROMPT_MODIFIER", "CONDA_SHLVL", "CONDA_PYTHON_EXE", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"];

    /// <summary>What the programs that prepare an environment are given.</summary>
    public static Dictionary<string, string> ForPreparation(IReadOnlyDictionary<string, string> own)
    {
        var variables = WithoutActive(CommandEnvironment.Inherit(new EntryEnvironment(Passed, new Dictionary<string, string>())));
        foreach (var (name, value) in own)
        {
            variables[name] = value;
        }

        // Whatever a user's own settings say: nobody can be asked, and nothing goes elsewhere.
        variables["PIP_USER"] = "0";
        variables["PIP_NO_INPUT"] = "1";
        variables["PIP_DISABLE_PIP_VERSION_CHECK"] = "1";
        variables["PYTHONNOUSERSITE"] = "1";
        return variables;
    }

    /// <summary>Users and passwords in addresses among the variables, which no log is to hold.</summary>
    public static IReadOnlyList<string> Secrets(IReadOnlyDictionary<string, string> variables) =>
    [
        .. variables.Values.SelectMany(v => v.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(v => Uri.TryCreate(v, UriKind.Absolute, out var address) ? address.UserInfo : "")
            .SelectMany(u => u.Contains(':', StringComparison.Ordinal) ? new[] { u, u[(u.IndexOf(':', StringComparison.Ordinal) + 1)..] } : [u])
            .Where(u => u.Length >= ShortestSecret),
    ];

    /// <summary>Takes an environment that is active in this process out of variables.</summary>
    public static Dictionary<string, string> WithoutActive(Dictionary<string, string> variables)
    {
        var folders = ActiveFolders.Select(Environment.GetEnvironmentVariable).Where(f => !string.IsNullOrEmpty(f)).SelectMany(f => Programs(f!)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Active)
        {
            variables.Remove(name);
        }

        if (folders.Count > 0 && variables.TryGetValue(SearchPath, out var path))
        {
            variables[SearchPath] = string.Join(Path.PathSeparator, path.Split(Path.PathSeparator).Where(f => !folders.Contains(Path.TrimEndingDirectorySeparator(f))));
        }

        return variables;
    }

    /// <summary>Puts folders before those that a variable lists.</summary>
    public static void Prepend(Dictionary<string, string> variables, string name, IEnumerable<string> folders)
    {
        var all = variables.TryGetValue(name, out var others) && others.Length > 0 ? folders.Append(others) : folders;
        variables[name] = string.Join(Path.PathSeparator, all);
    }

    /// <summary>Makes programs be looked for in an environment first, and tells them that it is theirs.</summary>
    public static void Enter(Dictionary<string, string> variables, EnvironmentEngine engine, string folder)
    {
        Prepend(variables, SearchPath, Programs(folder).Where(Directory.Exists));
        variables["OPTAIC_ENV_DIR"] = folder;
        if (engine == EnvironmentEngine.Venv)
        {
            variables["VIRTUAL_ENV"] = folder;
        }
        else if (engine == EnvironmentEngine.Conda)
        {
            variables["CONDA_PREFIX"] = folder;
        }
    }

    /// <summary>Where the programs of an environment are.</summary>
    private static IEnumerable<string> Programs(string folder) => OperatingSystem.IsWindows()
        ? [Path.Combine(folder, "Scripts"), folder, Path.Combine(folder, "Library", "bin"), Path.Combine(folder, "bin")]
        : [Path.Combine(folder, "bin")];
}
