namespace OptAIC.Engine.Testing;

/// <summary>When two numbers of a case are the same.</summary>
internal static class Numbers
{
    /// <summary>Whether they differ by the tolerance at most: absolute, or relative for an expected number above 1.</summary>
    public static bool AreSame(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
}
