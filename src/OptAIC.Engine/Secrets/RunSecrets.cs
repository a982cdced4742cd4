namespace OptAIC.Engine.Secrets;

/// <summary>The secrets of a run: kept in memory, handed to its program by environment, taken out of everything else.</summary>
/// <param name="Variables">Environment variables by name.</param>
/// <param name="Parameters">By JSON pointer in the config: the variable that holds the secret.</param>
/// <param name="Redactor">Takes them out.</param>
internal sealed record RunSecrets(IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Parameters, SecretRedactor Redactor)
{
    /// <summary>There are none.</summary>
    public static RunSecrets None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>(), SecretRedactor.None);

    /// <summary>The same, with one more text that is kept out of everything; <c>null</c> adds nothing.</summary>
    public RunSecrets And(string? text) => text is null ? this : this with { Redactor = SecretRedactor.Of([.. Variables.Values, text]) };

    /// <summary>Whether a parameter of the config names a secret, or holds one that does.</summary>
    public bool Covers(string pointer) => Parameters.Keys.Any(p => p == pointer || p.StartsWith(pointer + "/", StringComparison.Ordinal));
}
