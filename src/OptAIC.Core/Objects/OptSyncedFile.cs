namespace OptAIC;

/// <summary>A file of a sandbox that differs from what was put there, and what became of it.</summary>
public sealed record OptSyncedFile
{
    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>Its path below <c>workflow/</c>.</summary>
    public required string File { get; init; }

    /// <summary><c>changed</c> and <c>added</c> were copied; <c>same</c> is in the source folder already; <c>conflict</c> and <c>deleted</c> were left alone.</summary>
    public required string Action { get; init; }

    /// <summary>Why it was left alone.</summary>
    public string? Reason { get; init; }

    /// <summary>Its place in the source folder.</summary>
    public required string Target { get; init; }

    /// <summary>The file in one line.</summary>
    public override string ToString() => Reason is null ? $"{Action} {File}" : $"{Action} {File}: {Reason}";
}
