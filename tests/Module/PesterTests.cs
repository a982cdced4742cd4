namespace OptAIC.Module.Tests;

/// <summary>Runs every Pester suite in a PowerShell of its own.</summary>
public sealed class PesterTests
{
    private static readonly string Results = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "test-results", "module")).FullName;

    public static TheoryData<string> Suites => [.. Suite.Names];

    [PesterTheory]
    [MemberData(nameof(Suites))]
    public void Every_test_of_a_suite_passes(string suite)
    {
        Assert.True(PowerShellHost.Problem is null, PowerShellHost.Problem);
        var name = suite[..^".Tests.ps1".Length];
        var report = Path.Combine(Results, name + ".xml");
        File.Delete(report);

        var (_, output) = PowerShellHost.Run(Path.Combine(Suite.Directory, "Invoke-Suite.ps1"), Path.Combine(Suite.Directory, suite), report);

        Assert.True(File.Exists(report), $"the suite wrote no report:\n{output}");
        var result = PesterResult.Read(report);
        File.WriteAllText(Path.Combine(Results, name + ".txt"), result + "\n");
        Assert.True(result.Failures.Count == 0, $"{result}\n\n{string.Join("\n\n", result.Failures)}\n\n{output}");
        Assert.True(result.Passed > 0, $"the suite holds no tests:\n{output}");
    }
}
