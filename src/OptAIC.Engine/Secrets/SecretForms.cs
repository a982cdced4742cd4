using System.Globalization;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OptAIC.Engine.Secrets;

/// <summary>The forms in which a secret turns up in what programs write: as it is, and as the usual formats escape it.</summary>
internal static class SecretForms
{
    private const int ShortestLine = 8;
    private const int ShortestBase64 = 8;

    /// <summary>All forms of a value, each once.</summary>
    public static IEnumerable<string> Of(string value) =>
        Whole(value)
            // A key of many lines is often shown line by line, indented.
            .Concat(value.Contains('\n') ? value.Split('\n').Select(l => l.Trim()).Where(l => l.Length >= ShortestLine).SelectMany(Whole) : [])
            .Where(f => f.Length > 0)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Whole(string value) =>
    [
        value,
        JsonEncodedText.Encode(value, JavaScriptEncoder.Default).ToString(),
        JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        AsciiJson(value),
        Uri.EscapeDataString(value),
        LowerCaseEscapes(Uri.EscapeDataString(value)),
        WebUtility.UrlEncode(value),
        WebUtility.HtmlEncode(value),
        SecurityElement.Escape(value) ?? value,
        value.Replace("'", "''", StringComparison.Ordinal),
        value.Replace("'", "\\'", StringComparison.Ordinal),
        .. Base64(Encoding.UTF8.GetBytes(value)),
    ];

    // As Python and others write it: everything beyond ASCII escaped, in lower case.
    private static string AsciiJson(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }

    private static string LowerCaseEscapes(string url)
    {
        var text = url.ToCharArray();
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
            }
        }

        return new string(text);
    }

    // Inside a longer text ("user:password", say) the value can begin at any of three bits; what is the same whatever stands around it counts.
    private static IEnumerable<string> Base64(byte[] value)
    {
        for (var shift = 0; shift < 3; shift++)
        {
            var encoded = Convert.ToBase64String([.. new byte[shift], .. value]);
            var first = shift == 0 ? 0 : shift + 1;
            var known = (shift + value.Length) * 8 / 6;
            if (known - first >= ShortestBase64)
            {
                var form = encoded[first..known];
                yield return form;
                yield return form.Replace('+', '-').Replace('/', '_');
            }
        }
    }
}
