using System.Globalization;
using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Expressions;

/// <summary>Makes the macro that an OpDef or OpMacroDef is.</summary>
internal static class DefinitionMacro
{
    /// <summary>The kinds of definitions that are macros.</summary>
    public static bool IsMacro(DefinitionKind kind) => kind is DefinitionKind.OpDef or DefinitionKind.OpMacroDef;

    /// <summary>The macro; <c>null</c> when the definition is none, or has no expression.</summary>
    public static Macro? Of(Definition definition) =>
        IsMacro(definition.Kind) && definition.Entry is { Kind: EntryKind.Expression, Text: var text } ? Of(definition, text) : null;

    /// <summary>The macro with another text, as one of its flows may have.</summary>
    public static Macro Of(Definition definition, string text)
    {
        var template = ExpressionTemplate.Parse(text);
        return new Macro(definition.Name, template, [.. definition.ParameterNames.Where(template.Parameters.Contains).Select(name => Parameter(definition, name))]);
    }

    private static MacroParameter Parameter(Definition definition, string name)
    {
        var schema = definition.ParametersSchema!.Value.GetProperty("properties").GetProperty(name);
        return new MacroParameter(name)
        {
            Default = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("default", out var value) ? Number(value) : null,
            Check = new ParameterCheck(definition.ParametersSchema.Value, schema).Expected,
        };
    }

    /// <summary>A value of a config as expressions have it: truth values are 1 and 0.</summary>
    public static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    // The schema is compiled when a call gives the parameter, and not for its default.
    private sealed class ParameterCheck(JsonElement schema, JsonElement parameter)
    {
        private readonly Lazy<JsonSchema> _schema = new(() => JsonSchema.Compile(Document(schema, parameter), []));

        public string? Expected(double value)
        {
            var text = IsBoolean ? value switch { 0 => "false", 1 => "true", _ => Text(value) } : Text(value);
            var issues = _schema.Value.Validate(new DocumentScalar(text, ScalarStyle.Literal, default)).Issues;
            return issues.Count == 0 ? null
                : IsBoolean ? "1 for true or 0 for false"
                : string.Join(" and ", issues.Select(i => i.Expected ?? i.Message));
        }

        private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

        // What the parameter refers to stands beside it.
        private static DocumentNode Document(JsonElement schema, JsonElement parameter) =>
            ValueReader.Read(parameter, default) is DocumentMapping own && schema.TryGetProperty("$defs", out var shared) && !own.Contains("$defs")
                ? new DocumentMapping([.. own.Entries, new DocumentEntry(new DocumentScalar("$defs", ScalarStyle.Quoted, default), ValueReader.Read(shared, default))], default)
                : ValueReader.Read(parameter, default);

        private bool IsBoolean =>
            parameter.ValueKind == JsonValueKind.Object && parameter.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("boolean");
    }
}
