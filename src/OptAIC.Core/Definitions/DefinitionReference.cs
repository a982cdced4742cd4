using System.Diagnostics.CodeAnalysis;
using OptAIC.Naming;

namespace OptAIC.Definitions;

/// <summary>How a definition is named by those who use it: <c>csv_prices</c>, <c>csv_prices@1.2.0</c>, <c>csv_prices@^1.2</c>.</summary>
/// <param name="Name">Name of the definition.</param>
/// <param name="Range">Versions that will do; any when none are given.</param>
public sealed record DefinitionReference(string Name, VersionRange Range)
{
    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text.</param>
    /// <param name="reference">The reference, when there is no problem.</param>
    /// <param name="problem">What is wrong with the text, when it is no reference; continues a sentence that begins with the text.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out DefinitionReference? reference, [NotNullWhen(false)] out string? problem)
    {
        reference = null;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        problem = InstanceName.Problem(name);
        if (problem is not null)
        {
            return false;
        }

        var range = VersionRange.Latest;
        if (at >= 0 && !VersionRange.TryParse(text[(at + 1)..], out range))
        {
            problem = "has no version that can be read after '@'; write for example 1.2.0, ^1.2, ~1.2 or latest";
            return false;
        }

        reference = new DefinitionReference(name, range!);
        return true;
    }

    /// <summary>The reference as it is written.</summary>
    public override string ToString() => Range == VersionRange.Latest ? Name : $"{Name}@{Range}";
}
