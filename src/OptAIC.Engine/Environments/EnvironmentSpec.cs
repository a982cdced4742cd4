using System.Text.Json;

namespace OptAIC.Engine.Environments;

/// <summary>What <c>software/environment.yml</c> asks for.</summary>
internal sealed record EnvironmentSpec
{
    /// <summary>What a command may write for the folder that it fills.</summary>
    public const string FolderTemplate = "${env.dir}";

    /// <summary>What counts where there is no such file.</summary>
    public static EnvironmentSpec None { get; } = new();

    /// <summary>Who makes it.</summary>
    public EnvironmentEngine Engine { get; init; }

    /// <summary>Whether every instance has one of its own, which its programs may change.</summary>
    public bool IsPerInstance { get; init; }

    /// <summary>The Python of a virtual environment: a name that is looked up in the PATH, or a path.</summary>
    public string Python { get; init; } = "python3";

    /// <summary>What pip installs.</summary>
    public IReadOnlyList<PipRequirement> Requirements { get; init; } = [];

    /// <summary>Arguments of <c>pip install</c>.</summary>
    public IReadOnlyList<string> PipArguments { get; init; } = [];

    /// <summary>The program that fills the folder, and its arguments.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Conda's own keys: channels and dependencies.</summary>
    public JsonElement? Conda { get; init; }

    /// <summary>Environment variables of the programs.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>A script in <c>software/</c> that is run at the end.</summary>
    public string? PostInstall { get; init; }

    /// <summary>Whether anything in the folder but the file itself shapes it. What a script or a file of requirements reads there is not known, so then all of it counts.</summary>
    public bool UsesFiles { get; init; }
}
