namespace OptAIC.Module.Tests;

/// <summary>The Pester suites of this folder.</summary>
internal static class Suite
{
    public static string Directory { get; } = Path.Combine(Repository.Root, "tests", "Module");

    public static IEnumerable<string> Names => System.IO.Directory.EnumerateFiles(Directory, "*.Tests.ps1").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    /// <summary>How many tests the files hold, counted without running them.</summary>
    public static int CountTests() => Names.Sum(n => File.ReadLines(Path.Combine(Directory, n)).Count(l => l.TrimStart().StartsWith("It ", StringComparison.Ordinal)));
}
