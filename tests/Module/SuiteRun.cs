namespace OptAIC.Module.Tests;

/// <summary>What a suite came to: <c>null</c> when it wrote no report, and all that its PowerShell said.</summary>
internal sealed record SuiteRun(PesterResult? Result, string Output);
