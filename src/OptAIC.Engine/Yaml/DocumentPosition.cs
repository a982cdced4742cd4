namespace OptAIC.Engine.Yaml;

/// <summary>Where a node was written.</summary>
/// <param name="File">File, or what stands for one, such as the option <c>--config</c>; <c>null</c> when it was not written anywhere.</param>
/// <param name="Line">Line, from 1; 0 when there are no lines.</param>
/// <param name="Column">Column, from 1; 0 when there are no lines.</param>
internal readonly record struct DocumentPosition(string? File, int Line = 0, int Column = 0)
{
    /// <summary>An issue at this position.</summary>
    public OptIssue Issue(string code, string message, string? pointer = null, IssueSeverity severity = IssueSeverity.Error) => new()
    {
        Severity = severity,
        Code = code,
        Message = message,
        File = File,
        Line = Line > 0 ? Line : null,
        Column = Column > 0 ? Column : null,
        Pointer = pointer,
    };
}
