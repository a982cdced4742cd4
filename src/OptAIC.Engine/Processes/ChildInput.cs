namespace OptAIC.Engine.Processes;

/// <summary>What a child has as its standard input.</summary>
internal enum ChildInput
{
    /// <summary>Nothing: the null device.</summary>
    None,

    /// <summary>
    /// A pipe that the parent may write a request to and otherwise holds open as a lifeline: its end of file tells the child that
    /// the parent is gone, however that ended.
    /// </summary>
    Pipe,
}
