using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>
/// Checks that the parts of a dataset fit together: what the pipeline gives the store takes, and what the store gives the accessor takes. A
/// definition that declares no columns is not checked; a store that declares none gives what it takes.
/// </summary>
internal static class ColumnFit
{
    private static readonly string[] Widening = ["int32", "int64", "float32", "float64"];

    /// <summary>Every mismatch, by column.</summary>
    /// <param name="parts">The parts.</param>
    public static IEnumerable<OptIssue> Check(IReadOnlyDictionary<PartRole, ResolvedPart> parts)
    {
        var (pipeline, store, accessor) = (parts[PartRole.Pipeline], parts[PartRole.Store], parts[PartRole.Accessor]);
        var delivered = pipeline.Definition?.OutputColumns ?? [];
        var taken = store.Definition?.InputColumns ?? [];
        var kept = store.Definition is { OutputColumns.Count: > 0 } keeper ? keeper.OutputColumns : delivered;
        var giver = kept == delivered ? PartRole.Pipeline : PartRole.Store;
        return
        [
            .. Mismatches(PartRole.Pipeline, delivered, PartRole.Store, taken, store.Position),
            .. Mismatches(giver, kept, PartRole.Accessor, [.. accessor.Definition?.InputColumns ?? [], .. Shown(accessor)], accessor.Position),
        ];
    }

    // The simple accessor names the columns that it shows in its config.
    private static IEnumerable<ColumnSpec> Shown(ResolvedPart accessor) =>
        accessor.Config.ValueKind == System.Text.Json.JsonValueKind.Object && accessor.Config.TryGetProperty("columns", out var columns) && columns.ValueKind == System.Text.Json.JsonValueKind.Array
            ? columns.EnumerateArray().Select(c => new ColumnSpec(c.GetString()!, null))
            : [];

    private static IEnumerable<OptIssue> Mismatches(PartRole giver, IReadOnlyList<ColumnSpec> given, PartRole taker, IReadOnlyList<ColumnSpec> wanted, DocumentPosition position)
    {
        if (given.Count == 0)
        {
            yield break;
        }

        var (gives, takes) = (SnakeCase.Of(giver), SnakeCase.Of(taker));
        foreach (var column in wanted)
        {
            if (Problem(gives, given, takes, column) is { } problem)
            {
                yield return position.Issue("column_mismatch", problem, $"/{takes}") with { Expected = column.Dtype, Found = given.FirstOrDefault(c => c.Name == column.Name)?.Dtype };
            }
        }
    }

    /// <summary>Why a column that is wanted does not fit those that are given; <c>null</c> when it does.</summary>
    /// <param name="gives">Who gives.</param>
    /// <param name="given">The columns that are given.</param>
    /// <param name="takes">Who takes.</param>
    /// <param name="wanted">The column that is wanted.</param>
    public static string? Problem(string gives, IReadOnlyList<ColumnSpec> given, string takes, ColumnSpec wanted)
    {
        var match = given.FirstOrDefault(c => c.Name == wanted.Name);
        var problem = match is null ? $"{gives} does not give it, {takes} takes {wanted.Dtype ?? "it"}"
            : !Fits(match.Dtype, wanted.Dtype) ? $"{gives} gives {match.Dtype}, {takes} takes {wanted.Dtype}"
            : match.Nullable == true && wanted.Nullable == false ? $"{gives} may leave it empty, {takes} takes no empty values"
            : null;
        return problem is null ? null : $"column '{wanted.Name}': {problem}";
    }

    // A number may become a wider one; nothing else becomes another type.
    private static bool Fits(string? given, string? wanted) =>
        given is null || wanted is null || given == wanted
        || (Widening.Contains(given) && Widening.Contains(wanted) && Array.IndexOf(Widening, given) <= Array.IndexOf(Widening, wanted) && !(given == "int64" && wanted == "float32"));
}
