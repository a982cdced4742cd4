namespace OptAIC.Quant.Backtesting;

/// <summary>A rule that selects names by their signal; names with the same signal come in ordinal order.</summary>
/// <param name="Kind">Which end of the ranking.</param>
/// <param name="Count">Number of names (per side for <see cref="SelectionKind.LongShort"/>); not used for <see cref="SelectionKind.All"/>.</param>
public sealed record Selection(SelectionKind Kind, int Count = 0)
{
    /// <summary>All names.</summary>
    public static Selection All { get; } = new(SelectionKind.All);

    /// <summary>The names with the highest signals.</summary>
    public static Selection Top(int count) => new(SelectionKind.Top, count);

    /// <summary>The names with the lowest signals.</summary>
    public static Selection Bottom(int count) => new(SelectionKind.Bottom, count);

    /// <summary>The names with the highest signals long and as many with the lowest short.</summary>
    public static Selection LongShort(int count) => new(SelectionKind.LongShort, count);

    /// <summary>Most names that are selected out of some.</summary>
    internal int Most(int names) => Kind switch
    {
        SelectionKind.All => names,
        SelectionKind.LongShort => (int)Math.Min(2L * Count, names),
        _ => Math.Min(Count, names),
    };
}
