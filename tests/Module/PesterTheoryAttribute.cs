namespace OptAIC.Module.Tests;

/// <summary>A theory over Pester suites; skipped, saying how many tests that leaves out, where there is nothing to run them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PesterTheoryAttribute : TheoryAttribute
{
    public PesterTheoryAttribute()
    {
        if (!PowerShellHost.IsRequired && PowerShellHost.Problem is { } problem)
        {
            Skip = $"{Suite.CountTests()} MODULE TESTS WERE NOT RUN: {problem}";
        }
    }
}
