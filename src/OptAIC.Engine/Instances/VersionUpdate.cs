using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Definitions.Comparison;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Errors;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Instances;

/// <summary>Works out how an instance moves to other versions of its definitions: the spec stays as it was written, and is checked against the new schemas.</summary>
internal sealed class VersionUpdate(WorkspaceContext workspace, WorkspaceSnapshot snapshot, UpdateRequest request)
{
    private static readonly string[] PartNames = ["definition", "pipeline", "store", "accessor"];

    /// <summary>Works it out.</summary>
    /// <exception cref="IllegalVersionException">The version cannot be read.</exception>
    /// <exception cref="NothingToUpdateException">The instance has no such part, or the part is an instance of its own.</exception>
    /// <exception cref="DefinitionNotFoundException">There is no such version.</exception>
    /// <exception cref="InvalidSpecException">The present config does not fit the new schemas; every problem is listed.</exception>
    public (InstanceRevision Revision, IReadOnlyList<OptVersionMove> Moves) Of(InstanceRow instance)
    {
        var range = Range();
        var present = PresentInstance.Read(workspace, instance);
        var spec = present.Spec();
        var moves = new List<OptVersionMove>();
        foreach (var (part, pinned) in Selected(present))
        {
            var version = range.Pick(Versions(pinned)) ?? throw DefinitionNotFoundException.Version(new DefinitionReference(pinned.Name, range), Versions(pinned));
            var now = SemanticVersion.Parse(pinned.Version);
            if (version.CompareTo(now) == 0 || (request.To is null && version.CompareTo(now) < 0))
            {
                continue;
            }

            moves.Add(new OptVersionMove { Part = part, From = pinned.ToString(), To = $"{pinned.Name}@{version}", IsDowngrade = version.CompareTo(now) < 0 });
            spec = Moved(spec, part, $"{pinned.Name}@{version}");
        }

        // What the expression calls moves with the rest: no version of it could be named.
        var movesMacros = request is { To: null, Part: null };
        var revision = InstanceRevision.Of(workspace, snapshot, movesMacros ? present with { PinnedMacros = [] } : present, spec, null);
        return (revision, [.. moves.Concat(MacroMoves(present.Document, revision.After.Document)).Select(Compared)]);
    }

    // A version that is left may be gone from the disk; then there is nothing to compare with.
    private OptVersionMove Compared(OptVersionMove move)
    {
        try
        {
            return move with { Differences = DefinitionComparison.Compare(Load(move.From, move.Part), Load(move.To, move.Part)) };
        }
        catch (Exception gone) when (gone is DefinitionNotFoundException or DefinitionChangedException)
        {
            return move;
        }
    }

    private LoadedDefinition Load(string definition, string part)
    {
        DefinitionKind? kind = part switch { "pipeline" => DefinitionKind.PipelineDef, "store" => DefinitionKind.StoreDef, "accessor" => DefinitionKind.AccessorDef, _ => null };
        return DefinitionReference.TryParse(definition, out var reference, out _) ? workspace.Definitions.Resolve(reference, kind) : throw new IllegalVersionException(definition);
    }

    /// <summary>Whether a newer version of a definition of the instance, or of a part of it, is there.</summary>
    public static bool IsAvailable(WorkspaceContext workspace, InstanceRow instance) =>
        workspace.IsUpdateAvailable(instance.Definition)
        || instance.Parts.Any(p => workspace.IsUpdateAvailable(p.Definition))
        || instance.Flows.SelectMany(f => f.Policy.Macros).Any(workspace.IsUpdateAvailable);

    private static IEnumerable<OptVersionMove> MacroMoves(InstanceDocument before, InstanceDocument after) =>
        from then in before.Macros
        join now in after.Macros on then.Name equals now.Name
        where then.Version != now.Version
        select new OptVersionMove
        {
            Part = "macro",
            From = then.ToString(),
            To = now.ToString(),
            IsDowngrade = SemanticVersion.Parse(now.Version).CompareTo(SemanticVersion.Parse(then.Version)) < 0,
        };

    private VersionRange Range() => request.To is null ? VersionRange.Latest
        : VersionRange.TryParse(request.To, out var range) ? range
        : throw new IllegalVersionException(request.To);

    // A version that is named is one of the definition or the pipeline, unless the part is said; the newest is looked for everywhere.
    private IReadOnlyList<(string Part, PinnedDefinition Pinned)> Selected(PresentInstance present)
    {
        var all = Pinned(present);
        var wanted = request.Part switch
        {
            null => request.To is null ? null : all.FirstOrDefault(p => p.Part is "definition" or "pipeline").Part ?? "definition",
            var part when PartNames.Contains(part) => part == "definition" && present.Document.Parts.Count > 0 ? "pipeline" : part,
            var part => throw new NothingToUpdateException($"'{part}' is no part of an instance", NearestName.Hint(part, PartNames) ?? "there are: " + string.Join(", ", PartNames)),
        };
        if (wanted is not null && all.All(p => p.Part != wanted))
        {
            throw Missing(present, wanted);
        }

        return [.. all.Where(p => wanted is null || p.Part == wanted)];
    }

    private NothingToUpdateException Missing(PresentInstance present, string part)
    {
        var name = present.Document.Name;
        return present.Document.Parts.FirstOrDefault(p => p.Shared && SnakeCase.Of(p.Role) == part) is { } shared && snapshot.Find(shared.Instance) is { } owner
            ? new NothingToUpdateException($"the {part} of {name} is an instance of its own: {owner.Name}", $"update that one: 'optaic instance update {owner.Name}'")
            : new NothingToUpdateException(
                present.Document.Procedure is { } procedure ? $"{name} has no definition: its procedure is {procedure}" : $"{name} has no {part} of its own",
                "'optaic instance show' shows its definitions");
    }

    private static IReadOnlyList<(string Part, PinnedDefinition Pinned)> Pinned(PresentInstance present) => present.Document.Definition is { } own
        ? [("definition", own)]
        : [.. present.Parts.OrderBy(p => p.Key).Select(p => (SnakeCase.Of(p.Key), p.Value.Definition!))];

    private IReadOnlyList<SemanticVersion> Versions(PinnedDefinition pinned) => pinned.Name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.Ordinal)
        ? [.. BuiltinDefinitions.Find(pinned.Name, Enum.Parse<DefinitionKind>(pinned.Kind)).Select(d => d.Definition.Version)]
        : workspace.Definitions.Versions(pinned.Name);

    private static DocumentMapping Moved(DocumentMapping spec, string part, string definition)
    {
        var text = new DocumentScalar(definition, ScalarStyle.Quoted, spec.Position);
        if (part is "definition" or "pipeline")
        {
            return With(spec, "definition", text);
        }

        return With(spec, part, With(spec[part] as DocumentMapping ?? new DocumentMapping([], spec.Position), "definition", text));
    }

    private static DocumentMapping With(DocumentMapping mapping, string key, DocumentNode value) => new(
        mapping.Contains(key)
            ? [.. mapping.Entries.Select(e => e.Name == key ? e with { Value = value } : e)]
            : [.. mapping.Entries, new DocumentEntry(new DocumentScalar(key, ScalarStyle.Quoted, mapping.Position), value)],
        mapping.Position);
}

/// <summary>There is nothing that an update could move.</summary>
/// <param name="message">What is missing.</param>
/// <param name="hint">What to do.</param>
public sealed class NothingToUpdateException(string message, string? hint) : OptException("NothingToUpdate", ExitCode.Usage, message, hint);

/// <summary>A text is no version and no range of versions.</summary>
/// <param name="text">The text.</param>
public sealed class IllegalVersionException(string text)
    : OptException("IllegalVersion", ExitCode.Usage, $"'{text}' is no version", "write for example 1.2.0, ^1.2, ~1.2 or latest");
