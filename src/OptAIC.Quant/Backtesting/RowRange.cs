using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Backtesting;

/// <summary>The rows of the calendar that a test covers, both ends included.</summary>
internal readonly record struct RowRange(int First, int Last)
{
    public static RowRange Of(BacktestSettings settings, PanelIndex index)
    {
        var first = settings.Start is { } start ? index.RowOf(start) : 0;
        var last = settings.End is { } end ? index.RowOf(end) : index.Rows - 1;
        return new RowRange(first >= 0 ? first : ~first, last >= 0 ? last : ~last - 1);
    }
}
