namespace OptAIC.Freshness;

/// <summary>One question to a source.</summary>
/// <param name="CheckedAt">When it was asked.</param>
/// <param name="FoundNewer">Whether it had later data than before.</param>
public sealed record SourceCheck(DateTimeOffset CheckedAt, bool FoundNewer);
