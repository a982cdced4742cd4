namespace OptAIC.Engine.Sources;

/// <summary>What the server of a URL said last of the version of its content.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Version">Hash of its entity tag, or of its time of last change; <c>null</c> when it never said one.</param>
/// <param name="AskedAt">When it was asked last.</param>
/// <param name="Problem">Why it did not say one then; <c>null</c> when it did.</param>
internal sealed record SourceAnswer(string Url, string? Version, DateTimeOffset AskedAt, string? Problem);
