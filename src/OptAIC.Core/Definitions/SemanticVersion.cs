using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OptAIC.Definitions;

/// <summary>
/// A version by Semantic Versioning 2.0.0 (semver.org). Build metadata is kept and shown, but takes part neither in order nor in equality.
/// </summary>
public sealed class SemanticVersion : IComparable<SemanticVersion>, IEquatable<SemanticVersion>
{
    private SemanticVersion(long major, long minor, long patch, string preRelease, string build)
    {
        Major = major;
        Minor = minor;
        Patch = patch;
        PreRelease = preRelease;
        Build = build;
    }

    /// <summary>Makes a release version.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static SemanticVersion Release(long major, long minor, long patch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(major);
        ArgumentOutOfRangeException.ThrowIfNegative(minor);
        ArgumentOutOfRangeException.ThrowIfNegative(patch);
        return new SemanticVersion(major, minor, patch, "", "");
    }

    /// <summary>First number: incompatible changes.</summary>
    public long Major { get; }

    /// <summary>Second number: additions.</summary>
    public long Minor { get; }

    /// <summary>Third number: corrections.</summary>
    public long Patch { get; }

    /// <summary>What follows <c>-</c>, for example <c>rc.1</c>; empty for a release.</summary>
    public string PreRelease { get; }

    /// <summary>What follows <c>+</c>; empty if nothing does.</summary>
    public string Build { get; }

    /// <summary>Whether it comes before the release of the same numbers.</summary>
    public bool IsPreRelease => PreRelease.Length > 0;

    /// <summary>Reads a version: three numbers, then optionally <c>-pre.release</c> and <c>+build</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var (rest, build) = SplitAt(text, '+');
        var (core, preRelease) = SplitAt(rest, '-');
        var numbers = core.Split('.');
        if (numbers.Length != 3
            || !TryParseNumber(numbers[0], out var major)
            || !TryParseNumber(numbers[1], out var minor)
            || !TryParseNumber(numbers[2], out var patch)
            || (preRelease is not null && !preRelease.Split('.').All(IsPreReleaseIdentifier))
            || (build is not null && !build.Split('.').All(IsIdentifier)))
        {
            return false;
        }

        version = new SemanticVersion(major, minor, patch, preRelease ?? "", build ?? "");
        return true;
    }

    /// <summary>Reads a version that is known to be one.</summary>
    /// <exception cref="FormatException">It is not a semantic version.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a semantic version (for example 1.2.0)");

    /// <summary>Whether both have the same three numbers.</summary>
    public bool HasSameNumbers(SemanticVersion other) => (Major, Minor, Patch) == (other.Major, other.Minor, other.Patch);

    /// <summary>Precedence by section 11 of the standard.</summary>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return numbers != 0 ? numbers : ComparePreRelease(PreRelease, other.PreRelease);
    }

    /// <inheritdoc/>
    public bool Equals(SemanticVersion? other) => other is not null && HasSameNumbers(other) && PreRelease == other.PreRelease;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SemanticVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch, PreRelease);

    /// <summary>The version as it is written.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}")
        + (PreRelease.Length > 0 ? $"-{PreRelease}" : "")
        + (Build.Length > 0 ? $"+{Build}" : "");

    /// <summary>Equality.</summary>
    public static bool operator ==(SemanticVersion? left, SemanticVersion? right) => Equals(left, right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(SemanticVersion? left, SemanticVersion? right) => !Equals(left, right);

    /// <summary>Lower precedence.</summary>
    public static bool operator <(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) < 0;

    /// <summary>Lower or the same precedence.</summary>
    public static bool operator <=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Higher precedence.</summary>
    public static bool operator >(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) > 0;

    /// <summary>Higher or the same precedence.</summary>
    public static bool operator >=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) >= 0;

    private static bool TryParseNumber(string text, out long number)
    {
        number = 0;
        return IsNumeric(text) && (text.Length == 1 || text[0] != '0') && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static int ComparePreRelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return (left.Length == 0).CompareTo(right.Length == 0);
        }

        var (ours, theirs) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Min(ours.Length, theirs.Length); i++)
        {
            if (CompareIdentifier(ours[i], theirs[i]) is var order and not 0)
            {
                return order;
            }
        }

        return ours.Length.CompareTo(theirs.Length);
    }

    // Numeric identifiers have no leading zeros, so that the longer one is the larger one, however long.
    private static int CompareIdentifier(string left, string right) => (IsNumeric(left), IsNumeric(right)) switch
    {
        (true, true) when left.Length != right.Length => left.Length.CompareTo(right.Length),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(left, right),
    };

    private static (string Before, string? After) SplitAt(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);

    private static bool IsPreReleaseIdentifier(string text) => IsIdentifier(text) && !(IsNumeric(text) && text.Length > 1 && text[0] == '0');

    private static bool IsIdentifier(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsNumeric(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
