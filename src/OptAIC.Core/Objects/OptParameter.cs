namespace OptAIC;

/// <summary>A value that a definition asks of its instances' config, as its schema declares it.</summary>
public sealed record OptParameter
{
    /// <summary>Name; a dotted path for a value within a mapping, with <c>[]</c> for the items of a list and <c>*</c> for any key.</summary>
    public required string Name { get; init; }

    /// <summary>Type in the words of JSON Schema, for example <c>integer</c>, <c>list of string</c>, <c>string or list of string</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it must be given; for a value within a mapping, when the mapping is.</summary>
    public bool Required { get; init; }

    /// <summary>What is taken when it is left out; <c>null</c> when there is nothing. Lists and mappings are JSON.</summary>
    public string? Default { get; init; }

    /// <summary>Format, for example <c>date</c>, <c>path</c>, <c>secret-ref</c>; <c>null</c> when any text will do.</summary>
    public string? Format { get; init; }

    /// <summary>What else its values must satisfy, in words; <c>null</c> when there is nothing.</summary>
    public string? Limits { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
