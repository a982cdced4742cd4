using System.Globalization;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>items</c>, <c>prefixItems</c>, <c>contains</c>, <c>minItems</c>, <c>maxItems</c>, <c>uniqueItems</c>.</summary>
internal sealed record ListRules
{
    public IReadOnlyList<SchemaNode> PrefixItems { get; init; } = [];

    public SchemaNode Items { get; init; } = SchemaNode.Anything;

    public SchemaNode? Contains { get; init; }

    public int MinContains { get; init; } = 1;

    public int MaxContains { get; init; } = int.MaxValue;

    public int MinItems { get; init; }

    public int MaxItems { get; init; } = int.MaxValue;

    public bool UniqueItems { get; init; }

    /// <summary>The schema of an item.</summary>
    public SchemaNode SchemaOf(int index) => index < PrefixItems.Count ? PrefixItems[index] : Items;

    /// <summary>Checks a list and its items.</summary>
    public void Check(DocumentSequence node, SchemaEvaluation evaluation)
    {
        var items = node.Items;
        if (items.Count < MinItems)
        {
            evaluation.ReportUnexpected(node, "too_few_items", Items(MinItems, "at least"));
        }
        else if (items.Count > MaxItems)
        {
            evaluation.ReportUnexpected(node, "too_many_items", Items(MaxItems, "at most"));
        }

        for (var i = 0; i < items.Count; i++)
        {
            evaluation.Check(SchemaOf(i), items[i]);
        }

        if (UniqueItems)
        {
            CheckUnique(node, evaluation);
        }

        if (Contains is not null)
        {
            CheckContains(Contains, node, evaluation);
        }

        static string Items(int count, string bound) => string.Create(CultureInfo.InvariantCulture, $"{bound} {count} {(count == 1 ? "item" : "items")}");
    }

    private void CheckUnique(DocumentSequence node, SchemaEvaluation evaluation)
    {
        var wanted = SchemaOf(PrefixItems.Count).WantedTypes;
        var seen = new HashSet<DocumentNode>(new ItemComparer(wanted));
        foreach (var item in node.Items)
        {
            if (!seen.Add(item))
            {
                evaluation.Report(item, "duplicate_item", $"{Found.Describe(item)} stands twice in the list");
            }
        }
    }

    private void CheckContains(SchemaNode schema, DocumentSequence node, SchemaEvaluation evaluation)
    {
        var count = node.Items.Count(item => evaluation.Holds(schema, item));
        if (count < MinContains || count > MaxContains)
        {
            evaluation.Report(node, "contains", $"{count} of the items are of the kind asked for; expected at least {MinContains}{(MaxContains < int.MaxValue ? $", at most {MaxContains}" : "")}");
        }
    }

    private sealed class ItemComparer(JsonTypes wanted) : IEqualityComparer<DocumentNode>
    {
        public bool Equals(DocumentNode? x, DocumentNode? y) => NodeEquality.Equal(x!, y!, wanted);

        public int GetHashCode(DocumentNode node) => NodeEquality.Hash(node, wanted);
    }
}
