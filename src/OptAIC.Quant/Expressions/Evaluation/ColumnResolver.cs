using OptAIC.Quant.Expressions.Planning;

namespace OptAIC.Quant.Expressions.Evaluation;

/// <summary>Finds the columns that names in an expression mean.</summary>
internal static class ColumnResolver
{
    /// <summary>Position of the column in <paramref name="available"/>.</summary>
    /// <exception cref="ExpressionException">There is no such column, or more than one.</exception>
    public static int Resolve(ColumnNode node, IReadOnlyList<ColumnName> available)
    {
        var name = node.Name;
        var matches = Enumerable.Range(0, available.Count).Where(i => Matches(name, available[i])).ToList();
        // A name alone means the column of the input without an alias, where there is one.
        if (matches.Count > 1 && matches.Where(i => available[i].Alias is null).ToList() is [var own])
        {
            return own;
        }

        return matches.Count switch
        {
            1 => matches[0],
            0 => throw Unknown(node, available),
            _ => throw Ambiguous(node, available),
        };
    }

    private static bool Matches(ColumnName name, ColumnName column) =>
        name.Column == column.Column && (name.Alias is null || name.Alias == column.Alias);

    private static ExpressionException Unknown(ColumnNode node, IReadOnlyList<ColumnName> available)
    {
        var (alias, column) = node.Name;
        var columns = available.Where(candidate => alias is null || candidate.Alias == alias).Select(candidate => candidate.Column).Distinct().ToList();
        if (columns.Count > 0 || alias is null)
        {
            return new ExpressionException(node.At, $"the unknown column '{node.Name}'", OneOf(columns), NearestName.Of(column, columns));
        }

        var aliases = available.Select(candidate => candidate.Alias).OfType<string>().Distinct().ToList();
        return new ExpressionException(node.At, $"the unknown input '{alias}'", OneOf(aliases), NearestName.Of(alias, aliases));
    }

    private static ExpressionException Ambiguous(ColumnNode node, IReadOnlyList<ColumnName> available) => new(
        node.At,
        $"'{node.Name}', which several inputs have",
        OneOf(available.Where(column => Matches(node.Name, column)).Select(column => column.ToString())));

    private static string OneOf(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? $"one of {list}" : "no columns: there are none";
}
