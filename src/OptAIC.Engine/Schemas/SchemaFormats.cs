using OptAIC.Definitions;
using OptAIC.Engine.Schemas.Formats;
using OptAIC.Naming;

namespace OptAIC.Engine.Schemas;

/// <summary>Values of <c>format</c>: those of the standard that are checked, and ours.</summary>
internal static class SchemaFormats
{
    /// <summary>Ours: the name of an instance.</summary>
    public const string InstanceReference = "instance-ref";

    /// <summary>Ours: the name of a secret.</summary>
    public const string SecretReference = "secret-ref";

    /// <summary>Ours: a file, directory or pattern; relative to the file in which it is written.</summary>
    public const string FilePath = "path";

    /// <summary>Ours: the URL of a source, whose server is asked for its version.</summary>
    public const string SourceUrl = "source-url";

    /// <summary>Ours: a duration such as <c>30m</c>.</summary>
    public const string Span = "time-span";

    /// <summary>What was expected when a text breaks its format, else <c>null</c>. Unknown formats accept everything, as the standard says.</summary>
    public static string? Violation(string format, string text) => format switch
    {
        "date" => DateFormat.IsDate(text) ? null : "a date such as 2024-03-29",
        "time" => DateFormat.IsTime(text) ? null : "a time with its offset such as 09:30:00Z",
        "date-time" => DateFormat.IsDateTime(text) ? null : "a date with time and offset such as 2024-03-29T09:30:00Z",
        "duration" => DurationFormat.IsDuration(text) ? null : "a duration such as P1DT12H (ISO 8601)",
        "uuid" => IsUuid(text) ? null : "a UUID such as 123e4567-e89b-42d3-a456-426614174000",
        "email" => EmailFormat.IsEmail(text) ? null : "an e-mail address such as team@example.com",
        "uri" => AbsoluteUriFormat.IsUri(text) ? null : "a URI such as https://example.com/data.csv",
        "regex" => RegexFormat.IsRegex(text) ? null : "a regular expression",
        InstanceReference => InstanceName.Problem(text) is null || Guid.TryParse(text, out _) ? null : "the name of an instance",
        SecretReference => text.Length > 0 && !text.Any(char.IsWhiteSpace) ? null : "the name of a secret, without spaces",
        FilePath => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal) ? null : "a path",
        SourceUrl => IsSourceUrl(text) ? null : "an http(s) URL without user or password, such as https://example.com/prices.csv",
        Span => DurationText.TryParse(text, out _) ? null : "a duration such as 90s, 30m or 1h30m",
        _ => null,
    };

    // What stands in it is written down; secrets do not belong there.
    private static bool IsSourceUrl(string text) =>
        AbsoluteUriFormat.IsUri(text) && Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Host.Length: > 0, UserInfo.Length: 0 };

    // Guid.TryParse takes more than the standard does.
    private static bool IsUuid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }
        }

        return text.Length == 36;
    }
}
