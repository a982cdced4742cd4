using System.Text.Json;
using System.Text.RegularExpressions;

namespace OptAIC.Engine.Flows;

/// <summary>Fills <c>${config.x}</c>, <c>${run.dir}</c> and <c>${run.output}</c> in a command's arguments.</summary>
internal sealed partial class CommandTemplates
{
    private readonly Dictionary<string, string> _values;

    public CommandTemplates(JsonElement config, string directory, string output)
    {
        _values = new Dictionary<string, string> { ["run.dir"] = directory, ["run.output"] = output };
        Add("config", config);
    }

    /// <exception cref="UnknownTemplateException">A template names nothing.</exception>
    public string Fill(string argument) => Template().Replace(argument, match =>
        _values.TryGetValue(match.Groups[1].Value, out var value) ? value : throw new UnknownTemplateException(match.Groups[1].Value, [.. _values.Keys.Order(StringComparer.Ordinal)]));

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Template();

    private void Add(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                Add($"{name}.{property.Name}", property.Value);
            }
        }
        else
        {
            _values[name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
    }
}
