namespace OptAIC.Help;

/// <summary>The page of one cmdlet.</summary>
internal sealed record CmdletPage(
    string Path,
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<PageExample> Examples,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    IReadOnlyList<PageItem> Inputs,
    IReadOnlyList<PageItem> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Related);

/// <summary>A worked example: the code, and what is to be said about it.</summary>
internal sealed record PageExample(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A named thing with what is to be said about it.</summary>
internal sealed record PageItem(string Name, IReadOnlyList<string> Text);
