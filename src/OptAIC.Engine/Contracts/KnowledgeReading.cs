using System.Globalization;
using OptAIC.Engine.Data;
using OptAIC.Quant.Contracts;

namespace OptAIC.Engine.Contracts;

/// <summary>Collects when values became known, from a store or from a load that is about to become one.</summary>
internal sealed class KnowledgeReading
{
    private readonly List<int> _keys = [];
    private readonly List<double> _observed = [];
    private readonly List<double> _known = [];
    private readonly List<string> _names = [];
    private long _assumed;

    /// <summary>All loads of a version.</summary>
    public static KnowledgeFacts Of(DataStore store, long loadId, string? knownBy)
    {
        var reading = new KnowledgeReading();
        var rows = store.Loads(loadId)
            .SelectMany(load => store.Rows(load).Select(row => (row.Entity, row.Date, Known: row.Knowledge, load.LoadId)))
            .Where(row => knownBy is null || string.CompareOrdinal(row.Known, knownBy) <= 0)
            .OrderBy(row => row.Entity, StringComparer.Ordinal).ThenBy(row => row.Date, StringComparer.Ordinal).ThenBy(row => row.LoadId);
        foreach (var (entity, date, known, _) in rows)
        {
            var isAssumed = known.Length == date.Length;
            reading.Add($"{date} {entity}", DayOf(date), isAssumed ? DayOf(date) : InstantOf(known), isAssumed);
        }

        return reading.Facts();
    }

    /// <summary>The rows of a load that is loaded now.</summary>
    /// <param name="load">The load.</param>
    /// <param name="rule">When its values count as known.</param>
    /// <param name="now">When it is loaded.</param>
    /// <param name="before">When the load before was; <c>null</c> when there is none.</param>
    public static KnowledgeFacts Of(StoreLoad load, KnowledgeRule rule, DateTimeOffset now, DateTimeOffset? before)
    {
        var reading = new KnowledgeReading();
        var (index, today) = (load.Panel.Index, DayOf(now));
        foreach (var change in load.Changes)
        {
            double date = index.Dates[change.Row].DayNumber;
            var isAssumed = !change.KnownLater && rule == KnowledgeRule.Observation;
            var name = $"{index.Dates[change.Row]:yyyy-MM-dd} {index.Entities[change.Entity]}";
            if (change.KnownLater && before > now)
            {
                reading.Add(name, date, DayOf(before.Value), isAssumed: false);
            }

            // What is assumed to be known on its date cannot be known later than now.
            reading.Add(name, date, isAssumed ? Math.Min(date, today) : today, isAssumed);
        }

        return reading.Facts();
    }

    private void Add(string name, double observed, double known, bool isAssumed)
    {
        if (_names.Count == 0 || _names[^1] != name)
        {
            _names.Add(name);
        }

        _keys.Add(_names.Count - 1);
        _observed.Add(observed);
        _known.Add(known);
        _assumed += isAssumed ? 1 : 0;
    }

    private KnowledgeFacts Facts() => new(new KnowledgeRows(_keys.ToArray(), _observed.ToArray(), _known.ToArray()), _assumed, row => _names[_keys[row]]);

    private static double DayOf(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;

    private static double InstantOf(string time) => DayOf(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    private static double DayOf(DateTimeOffset time) => time.UtcDateTime.Subtract(DateTime.MinValue).TotalDays;
}
