namespace OptAIC.Quant.Contracts;

/// <summary>When values may have become known, compared with the dates that they are about.</summary>
public sealed record PointInTimeRule
{
    /// <summary>Whether knowledge may be assumed: each value known on its own date.</summary>
    public bool AllowAssumed { get; init; } = true;

    /// <summary>Whether a later load must not be known before an earlier one of the same row.</summary>
    public bool Monotone { get; init; } = true;

    /// <summary>Most days from a date to its first knowledge; more is a remark, not a violation.</summary>
    public int? MaxStalenessDays { get; init; }

    /// <summary>Checks rows, each key's loads one after another.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="assumed">How many of them have assumed knowledge.</param>
    /// <param name="name">Writes a row's key for samples.</param>
    public ContractCheck Check(KnowledgeRows rows, long assumed, Func<int, string> name)
    {
        var findings = new List<ContractFinding>();
        var (early, back, stale) = (new Tally(), new Tally(), new Tally());
        var observed = rows.ObservationDays.Span;
        var known = rows.KnowledgeDays.Span;
        var key = rows.Keys.Span;
        for (var i = 0; i < observed.Length; i++)
        {
            early.Add(i, known[i] < observed[i]);
            back.Add(i, Monotone && i > 0 && key[i] == key[i - 1] && known[i] < known[i - 1]);
            stale.Add(i, known[i] - observed[i] > (MaxStalenessDays ?? double.PositiveInfinity) && (i == 0 || key[i] != key[i - 1]));
        }

        early.Report(findings, "known_before_observed", count => $"{SampleText.Plural(count, "row")} known before the date that {(count == 1 ? "it is" : "they are")} about", name);
        back.Report(findings, "knowledge_goes_back", count => $"{SampleText.Plural(count, "row")} of a later load known before an earlier load of the same row", name);
        stale.Report(findings, "known_late", count => $"{SampleText.Plural(count, "row")} first known more than {SampleText.Plural(MaxStalenessDays ?? 0, "day")} after the date", name, isRemark: true);
        if (!AllowAssumed && assumed > 0)
        {
            findings.Add(new("assumed_knowledge", $"of {SampleText.Plural(assumed, "row")} nobody said when {(assumed == 1 ? "it" : "they")} became known; the date itself was assumed", assumed, []));
        }

        return new(observed.Length, findings);
    }

    private sealed class Tally
    {
        private readonly List<int> _first = [];
        private long _count;

        public void Add(int row, bool isHit)
        {
            if (isHit)
            {
                _count++;
                if (_first.Count < SampleText.Most)
                {
                    _first.Add(row);
                }
            }
        }

        public void Report(List<ContractFinding> findings, string code, Func<long, string> message, Func<int, string> name, bool isRemark = false)
        {
            if (_count > 0)
            {
                findings.Add(new(code, message(_count), _count, [.. _first.Select(name)]) { IsRemark = isRemark });
            }
        }
    }
}
