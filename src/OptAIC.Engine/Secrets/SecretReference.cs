namespace OptAIC.Engine.Secrets;

/// <summary>Where a reference says that its secret is.</summary>
internal enum SecretPlace
{
    /// <summary>It does not say: all places are looked at.</summary>
    Anywhere,

    /// <summary><c>env:NAME</c>: the environment variable of exactly that name.</summary>
    Environment,

    /// <summary><c>file:name</c>: the workspace's file of secrets.</summary>
    File,

    /// <summary><c>vault:name</c> or <c>vault:Vault/name</c>: SecretManagement.</summary>
    Vault,
}

/// <summary>The value of a <c>secret-ref</c>: which secret is meant, and perhaps where it is.</summary>
/// <param name="Place">Where.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Vault">The vault, when one is named.</param>
internal sealed record SecretReference(SecretPlace Place, string Name, string? Vault = null)
{
    private const string VariablePrefix = "OPTAIC_SECRET_";

    /// <summary>Reads a reference.</summary>
    public static SecretReference Parse(string text) => text.Split(':', 2) switch
    {
        ["env", var name] => new(SecretPlace.Environment, name),
        ["file", var name] => new(SecretPlace.File, name),
        ["vault", var name] => name.Split('/', 2) is [{ Length: > 0 } vault, { Length: > 0 } inVault] ? new(SecretPlace.Vault, inVault, vault) : new(SecretPlace.Vault, name),
        _ => new(SecretPlace.Anywhere, text),
    };

    /// <summary>The environment variable that is looked at: the named one, else <c>OPTAIC_SECRET_</c> and the name in upper snake case.</summary>
    public string Variable => Place == SecretPlace.Environment ? Name : VariableOf(Name);

    /// <summary><c>OPTAIC_SECRET_</c> and a name in upper case, with <c>_</c> for whatever is neither letter nor digit.</summary>
    public static string VariableOf(string name) =>
        VariablePrefix + string.Concat(name.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
