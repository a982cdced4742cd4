using OptAIC.Model;

namespace OptAIC;

/// <summary>What an upstream flow has published, as a program gets it.</summary>
public sealed record OptRunInput
{
    /// <summary>Name of the upstream instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Its flow.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>What it is to the instance that runs.</summary>
    public required string Role { get; init; }

    /// <summary>Version of the data.</summary>
    public required string DataVersion { get; init; }

    /// <summary>Latest date in the data.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary><c>sqlite</c> for a dataset, <c>files</c> for a folder of files.</summary>
    public required string Format { get; init; }

    /// <summary>The store, or the folder.</summary>
    public required string Path { get; init; }

    /// <summary>The dataset as a CSV file: <c>date,entity</c> and its fields.</summary>
    public string? Csv { get; init; }
}
