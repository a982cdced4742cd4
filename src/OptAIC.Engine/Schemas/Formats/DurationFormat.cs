namespace OptAIC.Engine.Schemas.Formats;

/// <summary>
/// Format <c>duration</c> (RFC 3339, appendix A): <c>P</c>, then units from large to small without one left out between two; weeks stand alone.
/// </summary>
internal static class DurationFormat
{
    public static bool IsDuration(ReadOnlySpan<char> text)
    {
        if (text is not ['P', .. var rest])
        {
            return false;
        }

        var time = rest.IndexOf('T');
        if (time < 0)
        {
            return Units(rest, "YMD") || Units(rest, "W");
        }

        return (time == 0 || Units(rest[..time], "YMD")) && Units(rest[(time + 1)..], "HMS");
    }

    private static bool Units(ReadOnlySpan<char> text, string units)
    {
        var expected = -1;
        while (text.Length > 0)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            var unit = digits < 1 ? -1 : units.IndexOf(text[digits], StringComparison.Ordinal);
            if (unit < 0 || (expected >= 0 && unit != expected))
            {
                return false;
            }

            expected = unit + 1;
            text = text[(digits + 1)..];
        }

        return expected >= 0;
    }
}
