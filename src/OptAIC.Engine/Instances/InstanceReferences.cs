using System.Text.Json;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>
/// Instances that a config names. The spec that is kept has them by id, so that it means the same instance under whatever name that goes later; the
/// resolved config has the name of the time at which it was given, and keeps it: a rename makes nothing stale.
/// </summary>
internal static class InstanceReferences
{
    /// <summary>What was written, with ids in the place of names.</summary>
    public static JsonElement ById(JsonElement written, IReadOnlyList<FoundValue> references, WorkspaceSnapshot snapshot) =>
        ReplacedValue.Of(written, Texts(references, r => Translated(r.Value, name => InstanceLookup.TryFind(snapshot, name), row => row.Id.ToString("D"))));

    /// <summary>A resolved config with names in the place of ids.</summary>
    /// <param name="config">The config.</param>
    /// <param name="references">The instances that it names.</param>
    /// <param name="snapshot">The instances that there are.</param>
    /// <param name="before">The config as it is now, and what of it was written; a reference that stays keeps its text.</param>
    public static JsonElement ByName(JsonElement config, IReadOnlyList<FoundValue> references, WorkspaceSnapshot snapshot, (JsonElement? Written, JsonElement? Config) before) =>
        ReplacedValue.Of(config, Texts(references, r => r.Value == ReplacedValue.TextAt(before.Written, r.Pointer) && ReplacedValue.TextAt(before.Config, r.Pointer) is { } kept
            ? kept
            : NameOf(r.Value, id => snapshot.Find(id)?.Name)));

    /// <summary>The name that an id stands for, a flow's too; <c>null</c> when the text is no id.</summary>
    public static string? NameOf(string text, Func<Guid, string?> nameOf)
    {
        if (Guid.TryParseExact(text, "D", out var id))
        {
            return nameOf(id);
        }

        return FlowName.TrySplit(text, out var owner, out var flow) && Guid.TryParseExact(owner, "D", out var of) && nameOf(of) is { } name ? $"{name}.{SnakeCase.Of(flow)}" : null;
    }

    private static string? Translated(string text, Func<string, InstanceRow?> find, Func<InstanceRow, string> say) =>
        find(text) is { } row ? say(row)
        : FlowName.TrySplit(text, out var name, out var flow) && find(name) is { } owner ? $"{say(owner)}.{SnakeCase.Of(flow)}"
        : null;

    private static Dictionary<string, string> Texts(IReadOnlyList<FoundValue> references, Func<FoundValue, string?> text)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            if (text(reference) is { } other)
            {
                texts[reference.Pointer] = other;
            }
        }

        return texts;
    }
}
