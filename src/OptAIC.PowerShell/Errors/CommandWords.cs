using System.Text.RegularExpressions;

namespace OptAIC.Commands;

/// <summary>Says advice in cmdlets: the engine names commands and options of the command line, as it serves both.</summary>
internal static partial class CommandWords
{
    private static readonly (string Verb, string Cmdlet)[] Cmdlets =
    [
        ("optaic data test", "Test-OptData"),
        ("optaic definition list", "Get-OptDefinition"),
        ("optaic definition show", "Get-OptDefinition"),
        ("optaic definition validate", "Test-OptDefinition"),
        ("optaic doctor", "Test-OptWorkspace"),
        ("optaic flow start", "Start-OptFlow"),
        ("optaic flow status", "Test-OptFlow"),
        ("optaic flow stop", "Stop-OptFlow"),
        ("optaic init", "Initialize-OptWorkspace"),
        ("optaic instance list", "Get-OptInstance"),
        ("optaic instance publish", "Publish-OptInstance"),
        ("optaic instance stop", "Stop-OptInstance"),
        ("optaic lineage", "Get-OptLineage"),
        ("optaic quickstart", "Invoke-OptQuickstart"),
        ("optaic refresh", "Invoke-OptPlan"),
        ("optaic registry repair", "Repair-OptRegistry"),
        ("optaic runs list", "Get-OptRun"),
        ("optaic runs show", "Get-OptRun"),
        ("optaic runs logs", "Receive-OptRun"),
    ];

    /// <summary>The text with cmdlets and parameters for commands and options.</summary>
    public static string InCmdlets(string text) =>
        Option().Replace(
            Cmdlets.Aggregate(text, (t, c) => t.Replace(c.Verb, c.Cmdlet, StringComparison.Ordinal)),
            option => $"-{option.Groups[1].Value.ToUpperInvariant()}{option.Groups[2].Value.Replace("-", "", StringComparison.Ordinal)}");

    [GeneratedRegex(@"(?<![\w-])--([a-z])([a-z-]*)")]
    private static partial Regex Option();
}
