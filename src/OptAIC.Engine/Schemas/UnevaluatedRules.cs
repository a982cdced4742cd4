using System.Globalization;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>unevaluatedProperties</c> and <c>unevaluatedItems</c>.</summary>
internal sealed record UnevaluatedRules
{
    public SchemaNode? Properties { get; init; }

    public SchemaNode? Items { get; init; }

    /// <summary>Checks what the other keywords of a schema have not looked at.</summary>
    /// <param name="schema">The schema that has these keywords.</param>
    /// <param name="node">The value.</param>
    /// <param name="wanted">The types that the value may take.</param>
    /// <param name="failed">Whether other keywords have refused the value; then a key is unknown only where no alternative knows it.</param>
    /// <param name="evaluation">The check.</param>
    public void Check(SchemaNode schema, DocumentNode node, JsonTypes wanted, bool failed, SchemaEvaluation evaluation)
    {
        var evaluated = new EvaluatedParts(evaluation, failed);
        switch (node)
        {
            case DocumentMapping mapping when Properties is not null:
                evaluated.Collect(schema, mapping, wanted, own: true);
                foreach (var entry in mapping.Entries)
                {
                    if (!evaluated.Contains(entry.Name))
                    {
                        CheckEntry(Properties, schema, entry, evaluation);
                    }
                }

                break;
            case DocumentSequence sequence when Items is not null:
                evaluated.Collect(schema, sequence, wanted, own: true);
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    if (!evaluated.Contains(Name(i)))
                    {
                        evaluation.Check(Items, sequence.Items[i]);
                    }
                }

                break;
        }
    }

    /// <summary>The name of an item among evaluated parts.</summary>
    public static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static void CheckEntry(SchemaNode properties, SchemaNode schema, DocumentEntry entry, SchemaEvaluation evaluation)
    {
        if (!properties.Never)
        {
            evaluation.Check(properties, entry.Value);
        }
        else if (evaluation.FailAloud())
        {
            UnknownKey.Report(entry, EvaluatedParts.KnownKeys(schema), evaluation);
        }
    }
}
