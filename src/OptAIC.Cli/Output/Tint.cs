namespace OptAIC.Cli.Output;

/// <summary>Colours that mean something.</summary>
internal enum Tint
{
    /// <summary>None.</summary>
    Plain,

    /// <summary>Of less interest.</summary>
    Faint,

    /// <summary>Well.</summary>
    Good,

    /// <summary>Under way.</summary>
    Busy,

    /// <summary>Needs attention.</summary>
    Warning,

    /// <summary>Wrong.</summary>
    Bad,

    /// <summary>A heading.</summary>
    Strong,
}
