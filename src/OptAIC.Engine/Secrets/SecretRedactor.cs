using System.Text;

namespace OptAIC.Engine.Secrets;

/// <summary>Takes the secrets of a run out of whatever is kept or shown: logs, errors, records, progress. Every form of a secret becomes <c>***</c>.</summary>
internal sealed class SecretRedactor
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    private readonly string[] _texts;

    private SecretRedactor(IEnumerable<string> values)
    {
        // The longest first, so that no piece of it is left beside a shorter one.
        _texts = [.. values.SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal).OrderByDescending(t => t.Length)];
        Patterns = [.. _texts.Select(Encoding.UTF8.GetBytes).OrderByDescending(p => p.Length)];
    }

    /// <summary>Nothing is secret.</summary>
    public static SecretRedactor None { get; } = new([]);

    /// <summary>Whether there is anything to take out.</summary>
    public bool IsNeeded => _texts.Length > 0;

    /// <summary>The forms in UTF-8, the longest first.</summary>
    public byte[][] Patterns { get; }

    /// <summary>A redactor of these values.</summary>
    public static SecretRedactor Of(IReadOnlyCollection<string> values) => values.Count == 0 ? None : new(values);

    /// <summary>The text without secrets.</summary>
    public string Redact(string text)
    {
        foreach (var form in _texts)
        {
            text = text.Replace(form, Mask, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The text without secrets; <c>null</c> stays <c>null</c>.</summary>
    public string? RedactAny(string? text) => text is null ? null : Redact(text);
}
