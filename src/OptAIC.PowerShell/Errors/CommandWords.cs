using System.Text.RegularExpressions;

namespace OptAIC.Commands;

/// <summary>Says advice in cmdlets: the engine names commands and options of the command line, as it serves both.</summary>
internal static partial class CommandWords
{
    private static readonly (string Verb, string Cmdlet)[] Cmdlets =
    [
        ("optaic apply", "Invoke-OptStack"),
        ("optaic data fetch", "Update-OptData"),
        ("optaic data test", "Test-OptData"),
        ("optaic data verify", "Confirm-OptData"),
        ("optaic definition compare", "Compare-OptDefinition"),
        ("optaic definition list", "Get-OptDefinition"),
        ("optaic definition new", "New-OptDefinition"),
        ("optaic definition register", "Register-OptDefinition"),
        ("optaic definition remove", "Unregister-OptDefinition"),
        ("optaic definition show", "Get-OptDefinition"),
        ("optaic definition test", "Test-OptDefinition"),
        ("optaic definition validate", "Test-OptDefinition"),
        ("optaic doctor", "Test-OptWorkspace"),
        ("optaic flow start", "Start-OptFlow"),
        ("optaic flow status", "Test-OptFlow"),
        ("optaic flow stop", "Stop-OptFlow"),
        ("optaic init", "Initialize-OptWorkspace"),
        ("optaic instance adopt", "Add-OptInstance"),
        ("optaic instance copy", "Copy-OptInstance"),
        ("optaic instance create", "New-OptInstance"),
        ("optaic instance export", "Export-OptInstance"),
        ("optaic instance import", "Import-OptInstance"),
        ("optaic instance list", "Get-OptInstance"),
        ("optaic instance prune", "Clear-OptInstance"),
        ("optaic instance publish", "Publish-OptInstance"),
        ("optaic instance remove", "Remove-OptInstance"),
        ("optaic instance rename", "Rename-OptInstance"),
        ("optaic instance set", "Set-OptInstance"),
        ("optaic instance show", "Get-OptInstance"),
        ("optaic instance stop", "Stop-OptInstance"),
        ("optaic instance sync", "Sync-OptInstance"),
        ("optaic instance update-env", "Update-OptEnvironment"),
        ("optaic instance update", "Update-OptInstance"),
        ("optaic lineage", "Get-OptLineage"),
        ("optaic model list", "Get-OptModel"),
        ("optaic quickstart", "Invoke-OptQuickstart"),
        ("optaic refresh", "Invoke-OptPlan"),
        ("optaic registry repair", "Repair-OptRegistry"),
        ("optaic schedule export", "Export-OptSchedule"),
        ("optaic schedule register", "Register-OptSchedule"),
        ("optaic schedule unregister", "Unregister-OptSchedule"),
        ("optaic schedule disable", "Disable-OptSchedule"),
        ("optaic schedule due", "Invoke-OptSchedule"),
        ("optaic schedule enable", "Enable-OptSchedule"),
        ("optaic schedule list", "Get-OptSchedule"),
        ("optaic schedule set", "Set-OptSchedule"),
        ("optaic runs list", "Get-OptRun"),
        ("optaic runs remove", "Remove-OptRun"),
        ("optaic runs stop", "Stop-OptRun"),
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
