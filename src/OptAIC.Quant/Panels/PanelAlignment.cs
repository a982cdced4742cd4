namespace OptAIC.Quant.Panels;

/// <summary>Where the values of one pair of axes stand on another pair.</summary>
internal sealed class PanelAlignment
{
    private readonly PanelIndex _source;
    private readonly PanelIndex _target;
    private readonly int[] _sourceRow;
    private readonly int[] _sourceEntity;

    public PanelAlignment(PanelIndex source, PanelIndex target)
    {
        _source = source;
        _target = target;
        _sourceRow = [.. target.Dates.Select(source.RowOf)];
        _sourceEntity = [.. target.Entities.Select(source.EntityAt)];
    }

    /// <summary>Values on the target's axes; NaN where the source has no such date or entity.</summary>
    public double[] Apply(ReadOnlySpan<double> values)
    {
        var aligned = GC.AllocateUninitializedArray<double>(_target.Rows * _target.Count);
        for (var e = 0; e < _target.Count; e++)
        {
            var column = aligned.AsSpan(e * _target.Rows, _target.Rows);
            if (_sourceEntity[e] < 0)
            {
                column.Fill(double.NaN);
                continue;
            }

            var history = values.Slice(_sourceEntity[e] * _source.Rows, _source.Rows);
            for (var t = 0; t < column.Length; t++)
            {
                column[t] = _sourceRow[t] < 0 ? double.NaN : history[_sourceRow[t]];
            }
        }

        return aligned;
    }
}
