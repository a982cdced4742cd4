using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Schemas applied to the same value: <c>$ref</c>, <c>$dynamicRef</c>, <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c>, <c>if</c>.</summary>
internal sealed record Combination
{
    /// <summary>All must hold: <c>$ref</c>, <c>$dynamicRef</c> and <c>allOf</c>.</summary>
    public SchemaNode[] Always { get; init; } = [];

    /// <summary>At least one must hold; empty when absent.</summary>
    public SchemaNode[] AnyOf { get; init; } = [];

    /// <summary>Exactly one must hold; empty when absent.</summary>
    public SchemaNode[] OneOf { get; init; } = [];

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

        if (AnyOf.Length > 0 && Accepting(AnyOf, 1, node, wanted, evaluation) == 0)
        {
            evaluation.ReportNearest(AnyOf, node, wanted);
        }

        if (OneOf.Length > 0)
        {
            CheckOneOf(node, wanted, evaluation);
        }

        if (Not is not null && evaluation.Holds(Not, node, wanted) && evaluation.FailAloud())
        {
            evaluation.Report(node, "excluded", $"{Found.Describe(node)} is what must not be here", "something else");
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

    /// <summary>The schemas that look at a value and accept it, <see cref="If"/> among them; without an evaluation all that may look at it.</summary>
    public IEnumerable<SchemaNode> Evaluating(DocumentNode node, JsonTypes wanted, SchemaEvaluation? evaluation)
    {
        if (evaluation is null)
        {
            return All.Where(schema => schema != Not);
        }

        var accepting = Accepting(node, wanted, evaluation);
        return If is not null && evaluation.Holds(If, node, wanted) ? accepting.Append(If) : accepting;
    }

    private void CheckOneOf(DocumentNode node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        var accepting = Accepting(OneOf, evaluation.IsSilent ? 2 : int.MaxValue, node, wanted, evaluation);
        if (accepting == 0)
        {
            evaluation.ReportNearest(OneOf, node, wanted);
        }
        else if (accepting > 1 && evaluation.FailAloud())
        {
            evaluation.Report(node, "ambiguous", $"{Found.Describe(node)} fits {accepting} of the alternatives; exactly one is allowed", "exactly one of the alternatives");
        }
    }

    private static int Accepting(SchemaNode[] alternatives, int enough, DocumentNode node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        var accepting = 0;
        foreach (var schema in alternatives)
        {
            if (evaluation.Holds(schema, node, wanted) && ++accepting == enough)
            {
                break;
            }
        }

        return accepting;
    }
}
