namespace OptAIC.Quant.Backtesting.Decisions;

/// <summary>The selected names of a row: those to hold long and those to hold short, each side with its strongest name first.</summary>
internal sealed class Sides(Selection selection, Candidates candidates, int names)
{
    private readonly int[] _ranked = new int[names];
    private readonly int[] _selected = new int[names];
    private readonly ByScore _highestFirst = new(candidates, descending: true);
    private readonly ByScore _lowestFirst = new(candidates, descending: false);
    private int _longCount;
    private int _count;

    public ReadOnlySpan<int> Long => _selected.AsSpan(0, _longCount);

    public ReadOnlySpan<int> Short => _selected.AsSpan(_longCount, _count - _longCount);

    /// <summary>Both sides, the long one first.</summary>
    public ReadOnlySpan<int> Both => _selected.AsSpan(0, _count);

    /// <summary>Selects from the candidates as they are now.</summary>
    public void Select()
    {
        _count = 0;
        var most = Math.Min(selection.Count, candidates.Count);
        switch (selection.Kind)
        {
            case SelectionKind.Top:
                Take(most, _highestFirst);
                _longCount = _count;
                break;
            case SelectionKind.Bottom:
                Take(most, _lowestFirst);
                _longCount = _count;
                break;
            case SelectionKind.LongShort:
                Take(Math.Min(most, candidates.Count / 2), _highestFirst);
                _longCount = _count;
                Take(_longCount, _lowestFirst);
                break;
            default:
                Take(candidates.Count, _highestFirst);
                _longCount = _count;
                break;
        }
    }

    private void Take(int count, ByScore order)
    {
        var ranked = _ranked.AsSpan(0, candidates.Count);
        candidates.Names.CopyTo(ranked);
        ranked.Sort(order);
        ranked[..count].CopyTo(_selected.AsSpan(_count));
        _count += count;
    }

    /// <summary>Orders names by score, names of the same score by ordinal name (their rank in the index).</summary>
    private sealed class ByScore(Candidates candidates, bool descending) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            var byScore = candidates.Score(x).CompareTo(candidates.Score(y));
            return byScore == 0 ? x.CompareTo(y) : descending ? -byScore : byScore;
        }
    }
}
