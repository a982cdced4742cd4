using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Words for types and values in messages.</summary>
internal static class Found
{
    private const int MaxLength = 60;

    private static readonly (JsonTypes Types, string Words)[] Names =
    [
        (JsonTypes.String, "text"),
        (JsonTypes.Number, "a number"),
        (JsonTypes.Integer, "an integer"),
        (JsonTypes.Boolean, "true or false"),
        (JsonTypes.Array, "a list"),
        (JsonTypes.Object, "a mapping"),
        (JsonTypes.Null, "null"),
    ];

    /// <summary>A set of types: <c>text or a list</c>.</summary>
    public static string Describe(JsonTypes types)
    {
        var words = new List<string>();
        foreach (var (group, name) in Names)
        {
            if (types != JsonTypes.None && (types & group) == group)
            {
                words.Add(name);
                types &= ~group;
            }
        }

        return string.Join(" or ", words);
    }

    /// <summary>A value: shortened text in quotes, or what kind of collection it is.</summary>
    public static string Describe(DocumentNode node) => node switch
    {
        DocumentMapping { Entries.Count: 0 } => "an empty mapping",
        DocumentMapping => "a mapping",
        DocumentSequence sequence => sequence.Items.Count == 0 ? "an empty list" : $"a list of {sequence.Items.Count}",
        DocumentScalar { NaturalType: JsonTypes.Null } => "nothing (null)",
        DocumentScalar { Style: ScalarStyle.Quoted } text => $"the text '{Shorten(text.Text)}'",
        _ => $"'{Shorten(((DocumentScalar)node).Text)}'",
    };

    /// <summary>A text cut to what a message can hold, in one line.</summary>
    public static string Shorten(string text, int length = MaxLength)
    {
        var shortened = text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");
        return shortened.ReplaceLineEndings(" ");
    }
}
