using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>A compiled schema. Groups of keywords that are absent cost nothing.</summary>
internal sealed class SchemaNode
{
    private JsonTypes _wantedTypes;
    private bool _isWantedKnown;
    private DocumentNode? _default;
    private bool _isDefaultKnown;

    /// <summary>Accepts everything, for absent subschemas.</summary>
    public static SchemaNode Anything { get; } = new();

    /// <summary>The schema <c>false</c>: accepts nothing.</summary>
    public bool Never { get; set; }

    /// <summary>Keyword <c>type</c>; any type when absent.</summary>
    public JsonTypes Types { get; set; } = JsonTypes.Any;

    /// <summary>Keywords <c>enum</c> and <c>const</c>.</summary>
    public ChoiceRules? Choices { get; set; }

    /// <summary>Keywords for numbers.</summary>
    public NumberRules? Numbers { get; set; }

    /// <summary>Keywords for text.</summary>
    public TextRules? Texts { get; set; }

    /// <summary>Keywords for lists.</summary>
    public ListRules? Lists { get; set; }

    /// <summary>Keywords for mappings.</summary>
    public MappingRules? Mappings { get; set; }

    /// <summary>Keywords that apply other schemas to the same value.</summary>
    public Combination? Combination { get; set; }

    /// <summary>Keywords for what no other keyword has looked at.</summary>
    public UnevaluatedRules? Unevaluated { get; set; }

    /// <summary>Keyword <c>default</c>.</summary>
    public DocumentNode? Default { get; set; }

    /// <summary>The default for a missing key: that of the schema itself, else of one that it refers to.</summary>
    public DocumentNode? DefaultInUse
    {
        get
        {
            if (!_isDefaultKnown)
            {
                _default = Default ?? Combination?.Always.Select(part => part.DefaultInUse).FirstOrDefault(value => value is not null);
                _isDefaultKnown = true;
            }

            return _default;
        }
    }

    /// <summary>Keyword <c>title</c>.</summary>
    public string? Title { get; set; }

    /// <summary>Keyword <c>description</c>.</summary>
    public string? Description { get; set; }

    /// <summary>Our keyword <c>role</c>: what an instance is to the one that refers to it.</summary>
    public string? Role { get; set; }

    /// <summary>
    /// The types that bare text may take here: those of <c>type</c>, or of the values of <c>enum</c> and <c>const</c>, narrowed by <c>$ref</c>
    /// and <c>allOf</c>. The compiler has refused schemas that lead back to themselves.
    /// </summary>
    public JsonTypes WantedTypes
    {
        get
        {
            if (!_isWantedKnown)
            {
                _wantedTypes = FindWantedTypes();
                _isWantedKnown = true;
            }

            return _wantedTypes;
        }
    }

    private JsonTypes FindWantedTypes()
    {
        var types = Types == JsonTypes.Any && Choices is not null ? Choices.NaturalTypes : Types;
        if (Combination is not null)
        {
            foreach (var part in Combination.Always)
            {
                types &= part.WantedTypes;
            }
        }

        return types;
    }
}
