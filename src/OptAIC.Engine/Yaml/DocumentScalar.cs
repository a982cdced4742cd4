namespace OptAIC.Engine.Yaml;

/// <summary>A text, number, truth value or null. It stays text until a schema, or the lack of one, decides its type.</summary>
internal sealed class DocumentScalar(string text, ScalarStyle style, DocumentPosition position) : DocumentNode(position)
{
    private const int MaxKept = 32;

    private JsonTypes _naturalType;
    private string? _number;

    /// <summary>The text, unquoted and unescaped.</summary>
    public string Text { get; } = text;

    /// <summary>How it was written.</summary>
    public ScalarStyle Style { get; } = style;

    /// <inheritdoc/>
    public override JsonTypes NaturalType
    {
        get
        {
            if (_naturalType == JsonTypes.None)
            {
                _naturalType = Style == ScalarStyle.Quoted ? JsonTypes.String : CoreSchema.TypeOf(Text);
            }

            return _naturalType;
        }
    }

    /// <summary>The canonical spelling of the number that the text is, or <c>null</c>.</summary>
    public string? Number
    {
        get
        {
            // 1e308 has five characters here and 309 there: keeping those of a whole list would take too much memory.
            var number = _number ?? CoreSchema.CanonicalNumber(Text);
            _number = number?.Length <= MaxKept ? number : null;
            return number;
        }
    }

    /// <summary>
    /// The type among those wanted that the text can have. Text that the writer typed (quotes, JSON) keeps its type; bare text is a string where
    /// one is wanted, except for null; where only a truth value is wanted, <c>yes</c>, <c>no</c>, <c>on</c> and <c>off</c> are such.
    /// The natural type is returned when none fits.
    /// </summary>
    public JsonTypes TypeAmong(JsonTypes wanted)
    {
        var natural = NaturalType;
        if ((natural & wanted) != 0 || Style != ScalarStyle.Plain || natural == JsonTypes.Null)
        {
            return natural;
        }

        if ((wanted & JsonTypes.String) != 0)
        {
            return JsonTypes.String;
        }

        return (wanted & JsonTypes.Boolean) != 0 && CoreSchema.IsOldBoolean(Text) ? JsonTypes.Boolean : natural;
    }

    /// <summary>A copy at another place of the tree.</summary>
    public DocumentScalar Copy() => new(Text, Style, Position);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
