using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>enum</c> and <c>const</c>.</summary>
internal sealed class ChoiceRules(IReadOnlyList<DocumentNode> values)
{
    private const int MaxShown = 20;
    private const int MaxCompared = 200;

    private readonly int _size = values.Sum(Size);
    private HashSet<string>? _texts;

    /// <summary>The allowed values.</summary>
    public IReadOnlyList<DocumentNode> Values { get; } = values;

    /// <summary>The types of the allowed values, for text that has none of its own.</summary>
    public JsonTypes NaturalTypes { get; } = values.Aggregate(JsonTypes.None, (types, value) => types | value.NaturalType);

    /// <summary>The allowed values as words.</summary>
    public string Words
    {
        get
        {
            var words = string.Join(", ", Values.Take(MaxShown).Select(v => v is DocumentScalar scalar ? Found.Shorten(scalar.Text) : Found.Describe(v)));
            return Values.Count <= MaxShown ? words : $"{words} and {Values.Count - MaxShown} more";
        }
    }

    /// <summary>Checks a value.</summary>
    public void Check(DocumentNode node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        if (Allows(node, wanted, evaluation) || !evaluation.FailAloud())
        {
            return;
        }

        var expected = Values.Count == 1 ? Words : $"one of {Words}";
        var known = Values.OfType<DocumentScalar>().Take(MaxCompared).Select(v => v.Text);
        var meant = node is DocumentScalar typed && NearestName.Hint(Found.Shorten(typed.Text), known) is { } hint ? $"; {hint}" : "";
        evaluation.Report(node, "not_allowed", $"expected {expected}; found {Found.Describe(node)}{meant}", expected);
    }

    private bool Allows(DocumentNode node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        if (NaturalTypes == JsonTypes.String && node is DocumentScalar scalar && scalar.TypeAmong(wanted) == JsonTypes.String)
        {
            _texts ??= [.. Values.Select(v => ((DocumentScalar)v).Text)];
            return _texts.Contains(scalar.Text);
        }

        if (!evaluation.Spend(node, _size))
        {
            return true;
        }

        foreach (var value in Values)
        {
            if (NodeEquality.Equal(value, node, wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static int Size(DocumentNode node) => node switch
    {
        DocumentMapping mapping => 1 + mapping.Entries.Sum(e => Size(e.Value)),
        DocumentSequence sequence => 1 + sequence.Items.Sum(Size),
        _ => 1,
    };
}
