namespace OptAIC.Engine.Flows.Commands;

/// <summary>What a program that ended well has left besides its files.</summary>
/// <param name="CommandLine">The program and its arguments as they were filled; <c>null</c> of several steps.</param>
/// <param name="Metrics">Metrics by name.</param>
/// <param name="LastDataDate">Latest date in the data, when it said so.</param>
/// <param name="Issues">What it warned of, and what in its messages was not understood.</param>
internal sealed record CommandResult(
    IReadOnlyList<string>? CommandLine,
    IReadOnlyDictionary<string, double?> Metrics,
    DateOnly? LastDataDate,
    IReadOnlyList<OptIssue> Issues);
