using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Schemas applied to the same value: <c>$ref</c>, <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c>, <c>if</c>.</summary>
internal sealed record Combination
{
    /// <summary>All must hold: <c>$ref</c> and <c>allOf</c>.</summary>
    public IReadOnlyList<SchemaNode> Always { get; init; } = [];

    /// <summary>At least one must hold; empty when absent.</summary>
    public IReadOnlyList<SchemaNode> AnyOf { get; init; } = [];

    /// <summary>Exactly one must hold; empty when absent.</summary>
    public IReadOnlyList<SchemaNode> OneOf { get; init; } = [];

    /// <summary>Must not hold.</summary>
    public SchemaNode? Not { get; init; }

    /// <summary>Decides between <see cref="Then"/> and <see cref="Else"/>.</summary>
    public SchemaNode? If { get; init; }

    /// <summary>Must hold where <see cref="If"/> does.</summary>
    public SchemaNode Then { get; init; } = SchemaNode.Anything;

    /// <summary>Must hold where <see cref="If"/> does not.</summary>
    public SchemaNode Else { get; init; } = SchemaNode.Anything;

    /// <summary>Every schema in it.</summary>
    public IEnumerable<SchemaNode> All => [.. Always, .. AnyOf, .. OneOf, .. new[] { Not, If, Then, Else }.OfType<SchemaNode>()];

    /// <summary>Checks a value, as a part of checking it against the schema that holds the combination.</summary>
    public void Check(DocumentNode node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        foreach (var schema in Always)
        {
            evaluation.Check(schema, node, wanted);
        }

        if (AnyOf.Count > 0 && !AnyOf.Any(schema => evaluation.Holds(schema, node, wanted)))
        {
            evaluation.ReportNearest(AnyOf, node, wanted);
        }

        if (OneOf.Count > 0)
        {
            CheckOneOf(node, wanted, evaluation);
        }

        if (Not is not null && evaluation.Holds(Not, node, wanted))
        {
            evaluation.Report(node, "excluded", $"{Found.Describe(node)} is what must not be here");
        }

        if (If is not null)
        {
            evaluation.Check(evaluation.Holds(If, node, wanted) ? Then : Else, node, wanted);
        }
    }

    /// <summary>The schemas whose annotations hold for a valid value: those that accept it.</summary>
    public IEnumerable<SchemaNode> Accepting(DocumentNode node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        var choice = If is null ? [] : new[] { evaluation.Holds(If, node, wanted) ? Then : Else };
        return [.. Always, .. AnyOf.Where(Accepts), .. OneOf.Where(Accepts), .. choice];

        bool Accepts(SchemaNode schema) => evaluation.Holds(schema, node, wanted);
    }

    private void CheckOneOf(DocumentNode node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        var accepting = OneOf.Count(schema => evaluation.Holds(schema, node, wanted));
        if (accepting == 0)
        {
            evaluation.ReportNearest(OneOf, node, wanted);
        }
        else if (accepting > 1)
        {
            evaluation.Report(node, "ambiguous", $"{Found.Describe(node)} fits {accepting} of the alternatives; exactly one is allowed");
        }
    }
}
