using System.Globalization;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Keywords <c>items</c>, <c>prefixItems</c>, <c>contains</c>, <c>minItems</c>, <c>maxItems</c>, <c>uniqueItems</c>.</summary>
internal sealed record ListRules
{
    public IReadOnlyList<SchemaNode> PrefixItems { get; init; } = [];

    /// <summary>For items behind the prefix; <c>null</c> when the keyword is absent.</summary>
    public SchemaNode? Items { get; init; }

    public SchemaNode? Contains { get; init; }

    public int MinContains { get; init; } = 1;

    public int MaxContains { get; init; } = int.MaxValue;

    public int MinItems { get; init; }

    public int MaxItems { get; init; } = int.MaxValue;

    public bool UniqueItems { get; init; }

    /// <summary>The schema of an item, if there is one.</summary>
    public SchemaNode? SchemaOf(int index) => index < PrefixItems.Count ? PrefixItems[index] : Items;

    /// <summary>Checks a list and its items.</summary>
    public void Check(DocumentSequence node, SchemaEvaluation evaluation)
    {
        var items = node.Items;
        if (!evaluation.Spend(node, items.Count))
        {
            return;
        }

        if (items.Count < MinItems && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "too_few_items", Words(MinItems, "at least"));
        }
        else if (items.Count > MaxItems && evaluation.FailAloud())
        {
            evaluation.ReportUnexpected(node, "too_many_items", Words(MaxItems, "at most"));
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (SchemaOf(i) is { } schema)
            {
                evaluation.Check(schema, items[i]);
            }
        }

        if (UniqueItems)
        {
            CheckUnique(node, evaluation);
        }

        if (Contains is not null)
        {
            CheckContains(Contains, node, evaluation);
        }
    }

    private void CheckUnique(DocumentSequence node, SchemaEvaluation evaluation)
    {
        var wanted = SchemaOf(PrefixItems.Count)?.WantedTypes ?? JsonTypes.Any;
        var seen = new HashSet<DocumentNode>(new ItemComparer(wanted));
        foreach (var item in node.Items)
        {
            if (!seen.Add(item) && evaluation.FailAloud())
            {
                evaluation.Report(item, "duplicate_item", $"{Found.Describe(item)} stands twice in the list", "every item once");
            }
        }
    }

    private void CheckContains(SchemaNode schema, DocumentSequence node, SchemaEvaluation evaluation)
    {
        var count = 0;
        foreach (var item in node.Items)
        {
            count += evaluation.Holds(schema, item) ? 1 : 0;
        }

        if ((count < MinContains || count > MaxContains) && evaluation.FailAloud())
        {
            var expected = MaxContains == int.MaxValue ? Words(MinContains, "at least") : $"{Words(MinContains, "at least")}, at most {MaxContains}";
            evaluation.Report(node, "contains", $"{count} of the items are of the kind asked for; expected {expected}", $"{expected} of the kind asked for");
        }
    }

    private static string Words(int count, string bound) => string.Create(CultureInfo.InvariantCulture, $"{bound} {count} {(count == 1 ? "item" : "items")}");

    private sealed class ItemComparer(JsonTypes wanted) : IEqualityComparer<DocumentNode>
    {
        public bool Equals(DocumentNode? x, DocumentNode? y) => NodeEquality.Equal(x!, y!, wanted);

        public int GetHashCode(DocumentNode node) => NodeEquality.Hash(node, wanted);
    }
}
