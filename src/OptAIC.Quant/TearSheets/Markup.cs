using System.Net;

namespace OptAIC.Quant.TearSheets;

/// <summary>Writes markup with invariant numbers and the same line ends everywhere.</summary>
internal sealed class Markup(TextWriter writer)
{
    /// <summary>Writes a line; text that is not the program's own must go through <see cref="Escape"/>.</summary>
    public void Line(FormattableString markup)
    {
        writer.Write(FormattableString.Invariant(markup));
        writer.Write('\n');
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(text);
}
