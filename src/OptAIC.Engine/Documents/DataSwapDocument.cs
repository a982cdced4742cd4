namespace OptAIC.Engine.Documents;

/// <summary>The document <c>data/swap.json</c>: what becomes of published data once the generation that changes the store is there.</summary>
internal sealed record DataSwapDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The generation of the instance that decides: with it the swap holds, without it the swap is void.</summary>
    public required int Generation { get; init; }

    /// <summary>The store that the data leave.</summary>
    public required string From { get; init; }

    /// <summary>What is published afterwards; <c>null</c> when the data were discarded.</summary>
    public CurrentData? Current { get; init; }
}
