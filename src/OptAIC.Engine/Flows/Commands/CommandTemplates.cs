using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using OptAIC.Engine.Secrets;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>Fills <c>${config.x}</c>, <c>${parameters.x}</c>, <c>${run.dir}</c>, <c>${input.prices.csv}</c> and their like; <c>$${</c> stands for <c>${</c> itself.</summary>
internal sealed partial class CommandTemplates
{
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _secret = [];
    private readonly HashSet<string> _ambiguous = [];
    private readonly RunSecrets _secrets;

    /// <summary>Makes them of a config, what the run is told, what it is, and its inputs.</summary>
    public CommandTemplates(JsonElement config, JsonElement? parameters, IEnumerable<KeyValuePair<string, string>> run, IEnumerable<CommandInput> inputs, RunSecrets secrets)
    {
        _secrets = secrets;
        foreach (var (name, value) in run)
        {
            _values[$"run.{name}"] = value;
        }

        Add("config", "", config);
        if (parameters is { } told)
        {
            AddPlain("parameters", told);
        }

        foreach (var input in inputs)
        {
            Add(input.Version.Role, input);
            if (input.Version.InstanceName != input.Version.Role)
            {
                Add(input.Version.InstanceName, input);
            }
        }
    }

    /// <summary>The text with every template filled.</summary>
    /// <exception cref="UnknownTemplateException">A template names nothing.</exception>
    /// <exception cref="ForbiddenTemplateException">It names a secret, or several inputs.</exception>
    public string Fill(string text) => Template().Replace(text, match => match.Value == "$${" ? "${" : Value(match.Groups[1].Value));

    [GeneratedRegex(@"\$\$\{|\$\{([^}]*)\}")]
    private static partial Regex Template();

    private string Value(string name)
    {
        if (_secret.Contains(name))
        {
            throw new ForbiddenTemplateException(name, "names a secret, and command lines can be seen by everybody on this machine", "the program finds the secret in its environment; the context file says in which variable");
        }

        if (_ambiguous.Contains(name))
        {
            throw new ForbiddenTemplateException(name, "could mean several inputs", "write the name of the instance instead of the role");
        }

        return _values.TryGetValue(name, out var value) ? value : throw new UnknownTemplateException(name, [.. _values.Keys.Order(StringComparer.Ordinal)]);
    }

    private void Add(string name, string pointer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                Add($"{name}.{property.Name}", JsonPointer.Append(pointer, property.Name), property.Value);
            }
        }
        else if (_secrets.Covers(pointer))
        {
            _secret.Add(name);
        }
        else
        {
            AddPlain(name, value);
        }
    }

    private void AddPlain(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                AddPlain($"{name}.{property.Name}", property.Value);
            }
        }
        else
        {
            _values[name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : Compact(value);
        }
    }

    // In a document lists stand over many lines.
    private static string Compact(JsonElement value)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            value.WriteTo(json);
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private void Add(string key, CommandInput input)
    {
        Add($"input.{key}.path", input.Path);
        Add($"input.{key}.csv", input.Csv);
        Add($"input.{key}.instance", input.Version.InstanceName);
        Add($"input.{key}.data_version", input.Version.Version);
        Add($"input.{key}.last_data_date", input.Version.LastDataDate?.ToString("O"));
    }

    private void Add(string name, string? value)
    {
        if (value is not null && !_values.TryAdd(name, value))
        {
            _ambiguous.Add(name);
        }
    }
}
