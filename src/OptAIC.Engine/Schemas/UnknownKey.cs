using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Schemas;

/// <summary>The report of a key that a schema does not know.</summary>
internal static class UnknownKey
{
    private const int MaxShown = 20;
    private const int MaxCompared = 200;

    /// <summary>Reports a key with the known one that was probably meant, else with those that are known.</summary>
    public static void Report(DocumentEntry entry, IReadOnlyList<string> known, SchemaEvaluation evaluation)
    {
        var name = Found.Shorten(entry.Name);
        var words = Words(known);
        var advice = NearestName.Hint(name, known.Take(MaxCompared)) ?? (known.Count > 0 ? $"known are {words}" : "no key is known here");
        evaluation.Report(entry.Key, "unknown_key", $"the key '{name}' is unknown; {advice}", known.Count > 0 ? words : null, name);
    }

    private static string Words(IReadOnlyList<string> known) => known.Count <= MaxShown
        ? string.Join(", ", known.Select(k => Found.Shorten(k)))
        : $"{string.Join(", ", known.Take(MaxShown).Select(k => Found.Shorten(k)))} and {known.Count - MaxShown} more";
}
