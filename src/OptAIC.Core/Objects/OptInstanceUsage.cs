namespace OptAIC;

/// <summary>What an instance takes on the disk, in bytes.</summary>
public sealed record OptInstanceUsage
{
    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>Everything.</summary>
    public long Total => Workflow + Data + Models + Runs + Environment + Other;

    /// <summary>Its sandbox.</summary>
    public required long Workflow { get; init; }

    /// <summary>What its flows have published.</summary>
    public required long Data { get; init; }

    /// <summary>Versions of a model.</summary>
    public required long Models { get; init; }

    /// <summary>Records, logs, metrics and artifacts of its runs.</summary>
    public required long Runs { get; init; }

    /// <summary>An environment of its own.</summary>
    public required long Environment { get; init; }

    /// <summary>Its documents.</summary>
    public required long Other { get; init; }

    /// <summary>How many files it has.</summary>
    public required int Files { get; init; }

    /// <summary>Its directory.</summary>
    public required string Path { get; init; }

    /// <summary>The usage in one line.</summary>
    public override string ToString() => $"{Instance}: {Total} bytes";
}
