using System.Buffers;

namespace OptAIC.Engine.Schemas.Formats;

/// <summary>Format <c>email</c> (RFC 5321, section 4.1.2): a local part, quoted or not, and a domain or an address in brackets.</summary>
internal static class EmailFormat
{
    private static readonly SearchValues<char> LocalCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && IsLocalPart(text[..at]) && IsDomain(text[(at + 1)..]);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> text) => text is ['"', .., '"'] && text.Length > 1
        ? IsQuoted(text[1..^1])
        : !text.ContainsAnyExcept(LocalCharacters) && text[0] != '.' && text[^1] != '.' && text.IndexOf("..") < 0;

    private static bool IsQuoted(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '"' or < ' ' or > '~' || (text[i] == '\\' && (++i == text.Length || text[i] is < ' ' or > '~')))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        if (text is ['[', .. var address, ']'])
        {
            return address.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? AddressFormat.IsVersion6(address[5..]) : AddressFormat.IsVersion4(address);
        }

        foreach (var label in text.Split('.'))
        {
            if (!IsLabel(text[label]))
            {
                return false;
            }
        }

        return text.Length is > 0 and < 254;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        foreach (var c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return label.Length is > 0 and < 64 && label[0] != '-' && label[^1] != '-';
    }
}
