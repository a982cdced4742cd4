using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>How much of one column has values, along both axes.</summary>
internal sealed class ColumnCoverage
{
    private readonly Panel _panel;
    private readonly string _column;
    private readonly ListedRange[] _listed;
    private readonly int[] _expectedOn;
    private readonly int[] _presentOn;
    private readonly int[] _presentOf;
    private readonly (int Length, int Start)[] _longestGap;

    public ColumnCoverage(Panel panel, string column, ListedRange[] listed)
    {
        (_panel, _column, _listed) = (panel, column, listed);
        (_expectedOn, _presentOn, _presentOf, _longestGap) = (new int[panel.Index.Rows], new int[panel.Index.Rows], new int[panel.Index.Count], new (int, int)[panel.Index.Count]);
        for (var e = 0; e < listed.Length; e++)
        {
            Count(e);
        }
    }

    public IEnumerable<ContractFinding> Findings(CoverageRule rule)
    {
        if ((rule.MinShareOf.TryGetValue(_column, out var own) ? own : rule.MinShare) is { } least && Share() is { } finding && finding.Value < least)
        {
            yield return Finding("low_coverage", $"'{_column}' has {SampleText.Percent(finding.Value)} of its values; at least {SampleText.Percent(least)} are expected", finding.Missing, MissingCells());
        }

        var entities = _panel.Index.Entities;
        var dates = _panel.Index.Dates;
        if (rule.MinEntityShare is { } entityShare)
        {
            var thin = Enumerable.Range(0, dates.Count).Where(t => _expectedOn[t] > 0 && _presentOn[t] < entityShare * _expectedOn[t]).ToList();
            if (thin.Count > 0)
            {
                yield return Finding("thin_date", $"on {SampleText.Plural(thin.Count, "date")} fewer than {SampleText.Percent(entityShare)} of the listed entities have '{_column}'", thin.Count,
                    [.. thin.Take(SampleText.Most).Select(t => $"{SampleText.Date(dates[t])} {_presentOn[t]}/{_expectedOn[t]}")]);
            }
        }

        if (rule.MinDateShare is { } dateShare)
        {
            var thin = Enumerable.Range(0, entities.Count).Where(e => _listed[e].Count > 0 && _presentOf[e] < dateShare * _listed[e].Count).ToList();
            if (thin.Count > 0)
            {
                yield return Finding("thin_entity", $"{SampleText.Plural(thin.Count, "name")} with '{_column}' on fewer than {SampleText.Percent(dateShare)} of the dates", thin.Count,
                    [.. thin.Take(SampleText.Most).Select(e => $"{entities[e]} {_presentOf[e]}/{_listed[e].Count}")]);
            }
        }

        if (rule.MaxGap is { } longest)
        {
            var gaps = Enumerable.Range(0, entities.Count).Where(e => _longestGap[e].Length > longest).ToList();
            if (gaps.Count > 0)
            {
                yield return Finding("long_gap", $"{SampleText.Plural(gaps.Count, "name")} without '{_column}' on more than {SampleText.Plural(longest, "date")} in succession", gaps.Count,
                    [.. gaps.Take(SampleText.Most).Select(e => $"{entities[e]} {_longestGap[e].Length} from {SampleText.Date(dates[_longestGap[e].Start])}")]);
            }
        }
    }

    private ContractFinding Finding(string code, string message, long count, IReadOnlyList<string> sample) => new(code, message, count, sample) { Column = _column };

    private (double Value, long Missing)? Share()
    {
        var expected = _listed.Sum(l => (long)l.Count);
        var present = _presentOf.Sum(p => (long)p);
        return expected == 0 ? null : ((double)present / expected, expected - present);
    }

    private void Count(int entity)
    {
        var range = _listed[entity];
        var history = _panel.Series(_column, entity).Slice(range.First, range.Count);
        var (present, gap, best) = (0, 0, (Length: 0, Start: 0));
        for (var i = 0; i < history.Length; i++)
        {
            _expectedOn[range.First + i]++;
            if (double.IsNaN(history[i]))
            {
                gap++;
                best = gap > best.Length ? (gap, range.First + i - gap + 1) : best;
            }
            else
            {
                present++;
                _presentOn[range.First + i]++;
                gap = 0;
            }
        }

        (_presentOf[entity], _longestGap[entity]) = (present, best);
    }

    private List<string> MissingCells()
    {
        var cells = new List<string>();
        for (var t = 0; t < _panel.Index.Rows && cells.Count < SampleText.Most; t++)
        {
            for (var e = 0; e < _listed.Length && _presentOn[t] < _expectedOn[t] && cells.Count < SampleText.Most; e++)
            {
                var range = _listed[e];
                if (t >= range.First && t < range.First + range.Count && double.IsNaN(_panel.Series(_column, e)[t]))
                {
                    cells.Add(SampleText.Cell(_panel.Index.Dates[t], _panel.Index.Entities[e]));
                }
            }
        }

        return cells;
    }
}
