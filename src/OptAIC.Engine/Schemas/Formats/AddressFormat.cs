using System.Net;
using System.Net.Sockets;

namespace OptAIC.Engine.Schemas.Formats;

/// <summary>Addresses of the internet protocol inside of other formats, strictly: no leading zeros, no scope.</summary>
internal static class AddressFormat
{
    public static bool IsVersion4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9') || (part.Length > 1 && part[0] == '0') || int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) > 255)
            {
                return false;
            }

            parts++;
        }

        return parts == 4;
    }

    public static bool IsVersion6(ReadOnlySpan<char> text)
    {
        var last = text[(text.LastIndexOf(':') + 1)..];
        return !text.ContainsAny('%', '/', '[')
            && text.Contains(':')
            && (!last.Contains('.') || IsVersion4(last))
            && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
    }
}
