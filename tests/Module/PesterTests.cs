namespace OptAIC.Module.Tests;

/// <summary>Runs every Pester suite in a PowerShell of its own, as many at a time as there are processors.</summary>
public sealed class PesterTests(PesterRuns runs) : IClassFixture<PesterRuns>
{

    public static TheoryData<string> Suites => [.. Suite.Names];

    [PesterTheory]
    [MemberData(nameof(Suites))]
    public async Task Every_test_of_a_suite_passes(string suite)
    {
        Assert.True(PowerShellHost.Problem is null, PowerShellHost.Problem);

        var (result, output) = await runs.Of(suite);

        Assert.True(result is not null, $"the suite wrote no report:\n{output}");
        Assert.True(result.Failures.Count == 0, $"{result}\n\n{string.Join("\n\n", result.Failures)}\n\n{output}");
        Assert.True(result.Passed > 0, $"the suite holds no tests:\n{output}");
    }
}
