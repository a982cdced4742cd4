using System.Globalization;

namespace OptAIC.Engine.Registry;

/// <summary>The condition of a query that is put together: its parts, and the values that they name as parameters.</summary>
internal sealed class SqlCondition
{
    private readonly List<string> _parts = [];
    private readonly List<object?> _values = [];

    /// <summary>Values of the parameters, in their order.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>The clause with a space before it; empty when there is no condition.</summary>
    public string Where => _parts.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _parts);

    /// <summary>Adds what must hold, too.</summary>
    public void And(string part) => _parts.Add(part);

    /// <summary>Adds a part for a value that is given.</summary>
    public void If<T>(T? value, Func<T, string> part)
        where T : struct
    {
        if (value is { } given)
        {
            And(part(given));
        }
    }

    /// <summary>Makes a value a parameter.</summary>
    /// <returns>How it is called.</returns>
    public string Value(object? value)
    {
        _values.Add(value);
        return "$" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }
}
