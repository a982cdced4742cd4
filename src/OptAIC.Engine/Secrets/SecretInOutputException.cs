using OptAIC.Errors;

namespace OptAIC.Engine.Secrets;

/// <summary>A program wrote a secret into a file that was to be published.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="file">The file, relative to the output folder.</param>
public sealed class SecretInOutputException(string instance, string file)
    : OptException("SecretInOutput", ExitCode.Refused, $"{instance}: the output file '{file}' holds a secret; nothing was published", "change the program: what it publishes stays in the workspace and is read by others")
{
    /// <summary>The file, relative to the output folder.</summary>
    public string File { get; } = file;
}
