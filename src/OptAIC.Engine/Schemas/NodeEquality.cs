using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Equality of values in the JSON data model: numbers by value, mappings whatever their order.</summary>
internal static class NodeEquality
{
    /// <summary>Whether two values are equal when bare text takes one of the wanted types.</summary>
    public static bool Equal(DocumentNode left, DocumentNode right, JsonTypes wanted = JsonTypes.Any) => (left, right) switch
    {
        (DocumentScalar a, DocumentScalar b) => Equal(a, b, wanted),
        (DocumentSequence a, DocumentSequence b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => Equal(p.First, p.Second)),
        (DocumentMapping a, DocumentMapping b) => a.Entries.Count == b.Entries.Count && a.Entries.All(e => b[e.Name] is { } value && Equal(e.Value, value)),
        _ => false,
    };

    /// <summary>A hash that equal values share.</summary>
    public static int Hash(DocumentNode node, JsonTypes wanted = JsonTypes.Any) => node switch
    {
        DocumentScalar scalar => string.GetHashCode(Comparable(scalar, scalar.TypeAmong(wanted)), StringComparison.Ordinal),
        DocumentSequence sequence => sequence.Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, Hash(item))),
        DocumentMapping mapping => mapping.Entries.Aggregate(31, (hash, e) => hash ^ HashCode.Combine(e.Name, Hash(e.Value))),
        _ => 0,
    };

    private static bool Equal(DocumentScalar left, DocumentScalar right, JsonTypes wanted)
    {
        var (leftType, rightType) = (left.TypeAmong(wanted), right.TypeAmong(wanted));
        return leftType == rightType && string.Equals(Comparable(left, leftType), Comparable(right, rightType), StringComparison.Ordinal);
    }

    private static string Comparable(DocumentScalar scalar, JsonTypes type) => type switch
    {
        JsonTypes.Null => "",
        JsonTypes.Boolean => CoreSchema.ToBoolean(scalar.Text) ? "true" : "false",
        JsonTypes.Integer or JsonTypes.Fraction => scalar.Number!,
        _ => scalar.Text,
    };
}
