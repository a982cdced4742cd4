using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>The rows from an entity's first value to its last one. What lies before or after is not missing: the name was not listed.</summary>
/// <param name="First">First row.</param>
/// <param name="Count">Number of rows; 0 when the entity has no value at all.</param>
internal readonly record struct ListedRange(int First, int Count)
{
    /// <summary>The range of one history.</summary>
    public static ListedRange Of(ReadOnlySpan<double> history)
    {
        var first = history.IndexOfAnyExcept(double.NaN);
        return first < 0 ? default : new(first, history.LastIndexOfAnyExcept(double.NaN) - first + 1);
    }

    /// <summary>The range of an entity in which any of the fields has a value.</summary>
    public static ListedRange Of(Panel panel, IEnumerable<string> fields, int entity)
    {
        var (first, end) = (int.MaxValue, 0);
        foreach (var field in fields)
        {
            var range = Of(panel.Series(field, entity));
            if (range.Count > 0)
            {
                (first, end) = (Math.Min(first, range.First), Math.Max(end, range.First + range.Count));
            }
        }

        return end == 0 ? default : new(first, end - first);
    }
}
