using OptAIC.Engine.Schemas.Patterns;

namespace OptAIC.Engine.Schemas.Formats;

/// <summary>Format <c>regex</c>: a regular expression of ECMA-262.</summary>
internal static class RegexFormat
{
    public static bool IsRegex(string text)
    {
        try
        {
            EcmaPattern.Translate(text);
            return true;
        }
        catch (NotSupportedException)
        {
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
