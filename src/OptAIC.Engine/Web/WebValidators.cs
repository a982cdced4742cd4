using System.Globalization;

namespace OptAIC.Engine.Web;

/// <summary>What a server says of a version of its content: entity tag, and time of last change.</summary>
/// <param name="Tag">The entity tag, as it is sent.</param>
/// <param name="LastModified">The time, as it is sent.</param>
internal sealed record WebValidators(string? Tag, string? LastModified)
{
    private const char Separator = '\n';

    /// <summary>The tag when it vouches for every byte; only with such a one a fetch that broke off may go on.</summary>
    public string? Strong => Tag is not null && !Tag.StartsWith("W/", StringComparison.Ordinal) ? Tag : null;

    /// <summary>Those of an answer; <c>null</c> when it has none.</summary>
    public static WebValidators? Of(HttpResponseMessage response)
    {
        var validators = new WebValidators(response.Headers.ETag?.ToString(), response.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture));
        return validators is { Tag: null, LastModified: null } ? null : validators;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static WebValidators? Parse(string? text) =>
        text?.Split(Separator) is [var tag, var modified] ? new WebValidators(tag.Length > 0 ? tag : null, modified.Length > 0 ? modified : null) : null;

    /// <summary>Asks a server for its content only if it is another one.</summary>
    public void AddTo(HttpRequestMessage request)
    {
        if (Tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", Tag);
        }

        if (LastModified is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", LastModified);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tag}{Separator}{LastModified}";
}
