using System.Buffers;

namespace OptAIC.Engine.Schemas.Formats;

/// <summary>Format <c>uri</c> (RFC 3986): a scheme, then an authority or a path, a query, a fragment, in ASCII.</summary>
internal static class AbsoluteUriFormat
{
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=%";

    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(Unreserved);
    private static readonly SearchValues<char> UserCharacters = SearchValues.Create(Unreserved + ":");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(Unreserved + ":@/");
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(Unreserved + ":@/?");
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    public static bool IsUri(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(SchemeCharacters) || !ArePercentsWhole(text))
        {
            return false;
        }

        var rest = text[(colon + 1)..];
        if (rest.IndexOf('#') is var fragment and >= 0)
        {
            if (rest[(fragment + 1)..].ContainsAnyExcept(QueryCharacters))
            {
                return false;
            }

            rest = rest[..fragment];
        }

        if (rest.IndexOf('?') is var query and >= 0)
        {
            if (rest[(query + 1)..].ContainsAnyExcept(QueryCharacters))
            {
                return false;
            }

            rest = rest[..query];
        }

        return rest.StartsWith("//") ? IsAuthorityWithPath(rest[2..]) : !rest.ContainsAnyExcept(PathCharacters);
    }

    private static bool IsAuthorityWithPath(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        var authority = slash < 0 ? text : text[..slash];
        if (slash >= 0 && text[slash..].ContainsAnyExcept(PathCharacters))
        {
            return false;
        }

        var at = authority.LastIndexOf('@');
        if (at >= 0 && authority[..at].ContainsAnyExcept(UserCharacters))
        {
            return false;
        }

        return IsHostWithPort(authority[(at + 1)..]);
    }

    private static bool IsHostWithPort(ReadOnlySpan<char> text)
    {
        var end = text is ['[', ..] ? text.IndexOf(']') + 1 : text.IndexOf(':') is var colon and >= 0 ? colon : text.Length;
        var host = text[..end];
        var port = text[end..];
        var validHost = text is ['[', ..]
            ? end > 0 && AddressFormat.IsVersion6(host[1..^1])
            : !host.ContainsAnyExcept(HostCharacters);
        return validHost && (port.Length == 0 || (port[0] == ':' && !port[1..].ContainsAnyExceptInRange('0', '9')));
    }

    private static bool ArePercentsWhole(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])))
            {
                return false;
            }
        }

        return true;
    }
}
