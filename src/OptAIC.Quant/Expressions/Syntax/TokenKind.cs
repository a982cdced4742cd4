namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>Kinds of tokens.</summary>
internal enum TokenKind
{
    /// <summary>Digits, with a fraction and an exponent when given.</summary>
    Number,

    /// <summary>A letter or underscore, then letters, digits and underscores.</summary>
    Name,

    /// <summary>A place that a template leaves open: <c>${name}</c> or <c>${input.name}</c>.</summary>
    Hole,

    /// <summary>An operator or a mark.</summary>
    Symbol,

    /// <summary>The end of a line, outside parentheses.</summary>
    LineEnd,

    /// <summary>The end of the text.</summary>
    End,
}
