using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>enum</c> and <c>const</c>.</summary>
internal sealed class ChoiceRules(IReadOnlyList<DocumentNode> values)
{
    /// <summary>The allowed values.</summary>
    public IReadOnlyList<DocumentNode> Values { get; } = values;

    /// <summary>The types of the allowed values, for text that has none of its own.</summary>
    public JsonTypes NaturalTypes { get; } = values.Aggregate(JsonTypes.None, (types, value) => types | value.NaturalType);

    /// <summary>The allowed values as words.</summary>
    public string Words => string.Join(", ", Values.Select(v => v is DocumentScalar scalar ? scalar.Text : Found.Describe(v)));

    /// <summary>Checks a value.</summary>
    public void Check(DocumentNode node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        if (Values.Any(value => NodeEquality.Equal(value, node, wanted)))
        {
            return;
        }

        if (evaluation.IsSilent)
        {
            evaluation.Fail();
            return;
        }

        var expected = Values.Count == 1 ? Words : $"one of {Words}";
        var meant = node is DocumentScalar typed && NearestName.Hint(typed.Text, Values.OfType<DocumentScalar>().Select(v => v.Text)) is { } hint ? $"; {hint}" : "";
        evaluation.Report(node, "not_allowed", $"expected {expected}; found {Found.Describe(node)}{meant}", expected);
    }
}
