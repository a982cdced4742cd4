using System.Diagnostics.CodeAnalysis;

namespace OptAIC.Definitions;

/// <summary>
/// Which versions a reference accepts: an exact version (<c>1.2.0</c>), all with given first numbers (<c>1</c>, <c>1.2</c>), compatible ones
/// (<c>^1.2</c>: no change of the first number that is not zero), close ones (<c>~1.2</c>: no change of the second number), or any (<c>*</c>, <c>latest</c>).
/// A pre-release is accepted only when the range itself names one of the same three numbers, or when there is no release at all.
/// </summary>
public sealed record VersionRange
{
    private readonly string _text;
    private readonly SemanticVersion? _from;
    private readonly SemanticVersion? _before;

    private VersionRange(string text, SemanticVersion? from, SemanticVersion? before)
    {
        _text = text;
        _from = from;
        _before = before;
    }

    /// <summary>Any version; the newest release is picked.</summary>
    public static VersionRange Latest { get; } = new("latest", null, null);

    /// <summary>The only version accepted, if there is but one.</summary>
    public SemanticVersion? Exact => _before is null ? _from : null;

    /// <summary>Whether every version is accepted.</summary>
    public bool IsAny => _from is null;

    /// <summary>Only the given version.</summary>
    public static VersionRange Only(SemanticVersion version) => new(version.ToString(), version, null);

    /// <summary>Reads a range in one of the spellings above.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VersionRange? range)
    {
        range = text switch
        {
            null or "" => null,
            "latest" or "*" => new VersionRange(text, null, null),
            ['^', .. var rest] => Bounded(text, rest, CompatibleBefore),
            ['~', .. var rest] => Bounded(text, rest, CloseBefore),
            _ when SemanticVersion.TryParse(text, out var exact) => Only(exact),
            _ => Bounded(text, text, CloseBefore),
        };
        return range is not null;
    }

    /// <summary>Whether a version is accepted.</summary>
    public bool Allows(SemanticVersion version)
    {
        if (_from is null)
        {
            return true;
        }

        if (_before is null)
        {
            return version == _from;
        }

        return version >= _from && version < _before && (!version.IsPreRelease || (_from.IsPreRelease && version.HasSameNumbers(_from)));
    }

    /// <summary>The highest accepted version, a release before any pre-release; <c>null</c> when none is accepted.</summary>
    public SemanticVersion? Pick(IEnumerable<SemanticVersion> versions) =>
        versions.Where(Allows).OrderBy(v => IsAny && !v.IsPreRelease).ThenBy(v => v).LastOrDefault();

    /// <summary>The range as it was written.</summary>
    public override string ToString() => _text;

    private static VersionRange? Bounded(string text, string version, Func<SemanticVersion, int, SemanticVersion> before)
    {
        if (SemanticVersion.TryParse(version, out var full))
        {
            return new VersionRange(text, full, before(full, 3));
        }

        var numbers = version.Split('.');
        return numbers.Length <= 2 && SemanticVersion.TryParse(version + string.Concat(Enumerable.Repeat(".0", 3 - numbers.Length)), out var padded)
            ? new VersionRange(text, padded, before(padded, numbers.Length))
            : null;
    }

    private static SemanticVersion CompatibleBefore(SemanticVersion from, int given) => (from.Major, from.Minor) switch
    {
        ( > 0, _) => SemanticVersion.Release(from.Major + 1, 0, 0),
        (_, > 0) => SemanticVersion.Release(0, from.Minor + 1, 0),
        _ when given == 1 => SemanticVersion.Release(1, 0, 0),
        _ when given == 2 => SemanticVersion.Release(0, 1, 0),
        _ => SemanticVersion.Release(0, 0, from.Patch + 1),
    };

    private static SemanticVersion CloseBefore(SemanticVersion from, int given) =>
        given == 1 ? SemanticVersion.Release(from.Major + 1, 0, 0) : SemanticVersion.Release(from.Major, from.Minor + 1, 0);
}
