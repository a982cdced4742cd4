namespace OptAIC.Runs.Conditions;

/// <summary>A condition as a tree: what whoever evaluates it has to go through.</summary>
public abstract record RunTest
{
    private RunTest()
    {
    }

    /// <summary>All of them hold.</summary>
    /// <param name="Tests">Two or more.</param>
    public sealed record All(IReadOnlyList<RunTest> Tests) : RunTest;

    /// <summary>One of them holds.</summary>
    /// <param name="Tests">Two or more.</param>
    public sealed record Any(IReadOnlyList<RunTest> Tests) : RunTest;

    /// <summary>It does not hold.</summary>
    /// <param name="Test">What must not hold.</param>
    public sealed record Not(RunTest Test) : RunTest;

    /// <summary>A field is held against a value.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Metric">Name of the metric, for <see cref="RunField.Metric"/>.</param>
    /// <param name="Comparison">How.</param>
    /// <param name="Value">The value; of the field's kind, or <see cref="RunValue.None"/>.</param>
    public sealed record Compare(RunField Field, string? Metric, RunComparison Comparison, RunValue Value) : RunTest;
}
