using System.Text.Json;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Secrets;

/// <summary>Finds the secrets that an instance's config names, before anything of the run is started.</summary>
/// <param name="instance">Name of the instance, for messages.</param>
/// <param name="paths">The workspace.</param>
internal sealed class SecretResolution(string instance, WorkspacePaths paths)
{
    // A shorter one could not be told from ordinary text, and masking it would make logs unreadable.
    private const int ShortestSecret = 4;

    // Under this key the built-in 'command' takes variables by their own names.
    private const string NamedVariables = "/secrets/";

    private readonly SecretFile _file = new(paths.Secrets);
    private readonly SecretVault _vault = new(SecretVault.DefaultPatience);

    /// <summary>The references in a config: values that its schema marks with <c>format: secret-ref</c>.</summary>
    public static IReadOnlyList<FoundValue> References(LoadedDefinition definition, JsonElement config) =>
        definition.Definition.ParametersSchema?.GetRawText().Contains(SchemaFormats.SecretReference, StringComparison.Ordinal) == true
            ? definition.Parameters.Validate(DocumentReader.Read(config.GetRawText(), "config.json")).Secrets
            : [];

    /// <summary>Finds them all.</summary>
    /// <exception cref="SecretNotFoundException">One is nowhere.</exception>
    /// <exception cref="UnusableSecretException">One is empty or too short, or the file of secrets is open to others.</exception>
    public async Task<RunSecrets> ResolveAsync(IReadOnlyList<FoundValue> references, CancellationToken cancellation)
    {
        if (references.Count == 0)
        {
            return RunSecrets.None;
        }

        var variables = new Dictionary<string, string>();
        var parameters = new Dictionary<string, string>();
        foreach (var found in references)
        {
            var variable = VariableFor(found.Pointer);
            if (!variables.TryAdd(variable, await ValueAsync(found, cancellation).ConfigureAwait(false)))
            {
                throw new UnusableSecretException($"{instance}: two secrets of the config would both be {variable}", "rename a parameter of the definition");
            }

            parameters[found.Pointer] = variable;
        }

        return new RunSecrets(variables, parameters, SecretRedactor.Of([.. variables.Values]));
    }

    private static string VariableFor(string pointer) =>
        pointer.StartsWith(NamedVariables, StringComparison.Ordinal) && pointer.IndexOf('/', NamedVariables.Length) < 0 ? pointer[NamedVariables.Length..] : SecretReference.VariableOf(pointer);

    private async Task<string> ValueAsync(FoundValue found, CancellationToken cancellation)
    {
        var value = await FindAsync(found, cancellation).ConfigureAwait(false);
        return value.Length >= ShortestSecret && !value.Contains('\0', StringComparison.Ordinal)
            ? value
            : throw new UnusableSecretException(
                $"{instance}: the secret '{found.Value}' (config{found.Pointer}) {(value.Length == 0 ? "is empty" : value.Length < ShortestSecret ? $"has fewer than {ShortestSecret} characters, too few to be kept out of logs" : "contains a NUL character")}",
                "correct it where it is kept");
    }

    private async Task<string> FindAsync(FoundValue found, CancellationToken cancellation)
    {
        var reference = SecretReference.Parse(found.Value);
        var looked = new List<string>();
        if (reference.Place is SecretPlace.Anywhere or SecretPlace.Environment)
        {
            if (Environment.GetEnvironmentVariable(reference.Variable) is { } value)
            {
                return value;
            }

            looked.Add($"the environment variable {reference.Variable}");
        }

        if (reference.Place is SecretPlace.Anywhere or SecretPlace.File)
        {
            if (_file.TryGet(reference.Name) is { } value)
            {
                return value;
            }

            looked.Add($"{_file.Path} ({(_file.Exists ? "it has no such name" : "there is no such file")})");
        }

        if (reference.Place is SecretPlace.Anywhere or SecretPlace.Vault)
        {
            var (value, why) = await _vault.TryGetAsync(reference, paths.Root, cancellation).ConfigureAwait(false);
            if (value is not null)
            {
                return value;
            }

            looked.Add($"SecretManagement{(reference.Vault is { } vault ? $" vault {vault}" : "")} ({why})");
        }

        throw new SecretNotFoundException(instance, found.Value, found.Pointer, looked);
    }
}
