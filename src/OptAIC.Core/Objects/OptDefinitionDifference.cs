namespace OptAIC;

/// <summary>One thing that two definitions, or two versions of one, do not have in common.</summary>
public sealed record OptDefinitionDifference
{
    /// <summary>
    /// What part of the definition differs: <c>description</c>, <c>entry</c>, <c>parameters</c>, <c>input</c>, <c>output</c>, <c>compatibility</c>,
    /// <c>flows</c>, <c>lineage</c>, <c>aggregation</c>, <c>guardrails</c>, <c>files</c>.
    /// </summary>
    public required string Area { get; init; }

    /// <summary>Where in that part, for example <c>symbols.type</c> or <c>refresh.ps1</c>; empty when it is the part as a whole.</summary>
    public required string Path { get; init; }

    /// <summary><c>added</c>, <c>removed</c> or <c>changed</c>.</summary>
    public string Change => Before is null ? "added" : After is null ? "removed" : "changed";

    /// <summary>What was there before; <c>null</c> when nothing was.</summary>
    public string? Before { get; init; }

    /// <summary>What is there afterwards; <c>null</c> when nothing is.</summary>
    public string? After { get; init; }

    /// <summary>Whether an instance that was right before may be refused afterwards, or its readers may miss something.</summary>
    public bool IsBreaking { get; init; }

    /// <summary>The difference in one line.</summary>
    public override string ToString() =>
        $"{(Path.Length == 0 ? Area : $"{Area}.{Path}")}: {Before ?? "(none)"} → {After ?? "(none)"}{(IsBreaking ? " (breaking)" : "")}";
}
