using OptAIC.Errors;

namespace OptAIC.Engine.Secrets;

/// <summary>A secret that a config names is nowhere.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="reference">The reference, as it stands in the config.</param>
/// <param name="parameter">JSON pointer of the parameter.</param>
/// <param name="looked">Where it was looked for, and what was found there instead.</param>
public sealed class SecretNotFoundException(string instance, string reference, string parameter, IReadOnlyList<string> looked)
    : OptException(
        "SecretNotFound",
        ExitCode.Refused,
        $"{instance}: the secret '{reference}' (config{parameter}) was not found; looked at {string.Join("; at ", looked)}",
        "set the environment variable where the run is started, or write the secret into a place that was named; docs/secrets.md has the rules")
{
    /// <summary>The reference.</summary>
    public string Reference { get; } = reference;

    /// <summary>Where it was looked for.</summary>
    public IReadOnlyList<string> Looked { get; } = looked;
}
