namespace OptAIC.Quant.Optimizers;

/// <summary>No weights satisfy all constraints of an optimisation.</summary>
public sealed class InfeasibleConstraintsException : Exception
{
    /// <summary>Makes the exception from the conflicts, of which there is at least one.</summary>
    public InfeasibleConstraintsException(IReadOnlyList<ConstraintConflict> conflicts)
        : base("no weights satisfy the constraints: " + string.Join("; ", conflicts.Select(conflict => conflict.Message))) =>
        Conflicts = conflicts;

    /// <summary>Every conflict found.</summary>
    public IReadOnlyList<ConstraintConflict> Conflicts { get; }
}
