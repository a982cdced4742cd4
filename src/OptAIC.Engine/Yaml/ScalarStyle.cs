namespace OptAIC.Engine.Yaml;

/// <summary>How a scalar was written; decides whether its type may still change.</summary>
internal enum ScalarStyle
{
    /// <summary>Bare text in YAML or on the command line: a schema may type it.</summary>
    Plain,

    /// <summary>Quoted or block text: a string, whatever it looks like.</summary>
    Quoted,

    /// <summary>A bare value in JSON: it has the type that it looks like.</summary>
    Literal,
}
