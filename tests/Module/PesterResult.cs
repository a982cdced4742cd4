using System.Xml.Linq;

namespace OptAIC.Module.Tests;

/// <summary>What a suite's NUnit report says.</summary>
internal sealed record PesterResult(int Passed, IReadOnlyList<string> Failures, int Skipped)
{
    public static PesterResult Read(string report)
    {
        var cases = XDocument.Load(report).Descendants("test-case").ToList();
        return new PesterResult(
            cases.Count(c => Is(c, "Success")),
            [.. cases.Where(c => !Is(c, "Success") && !IsSkipped(c)).Select(Describe)],
            cases.Count(IsSkipped));
    }

    /// <summary>As it is written to the results folder, one line.</summary>
    public override string ToString() => $"{Passed} passed, {Failures.Count} failed, {Skipped} skipped";

    private static bool Is(XElement test, string result) => (string?)test.Attribute("result") == result;

    private static bool IsSkipped(XElement test) => Is(test, "Ignored") || Is(test, "Skipped") || Is(test, "Inconclusive");

    private static string Describe(XElement test) =>
        $"{(string?)test.Attribute("name")}\n{test.Descendants("message").FirstOrDefault()?.Value}\n{test.Descendants("stack-trace").FirstOrDefault()?.Value}";
}
