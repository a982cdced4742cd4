namespace OptAIC.Quant.Backtesting;

/// <summary>Which names may be selected on which date. Names that leave it are sold at the next decision.</summary>
public sealed class Universe
{
    private readonly Func<DateOnly, string, bool> _contains;

    private Universe(Func<DateOnly, string, bool> contains) => _contains = contains;

    /// <summary>Every name of the prices.</summary>
    public static Universe All { get; } = new((_, _) => true);

    /// <summary>The same names on every date.</summary>
    public static Universe Of(IEnumerable<string> names)
    {
        var members = names.ToHashSet(StringComparer.Ordinal);
        return new Universe((_, name) => members.Contains(name));
    }

    /// <summary>Membership by date, such as that of an index; must only use what was known on the date.</summary>
    public static Universe Where(Func<DateOnly, string, bool> contains) => new(contains);

    /// <summary>Whether a name may be selected on a date.</summary>
    public bool Contains(DateOnly date, string name) => _contains(date, name);
}
