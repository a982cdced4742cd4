using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>How all checks answer.</summary>
internal static class Findings
{
    public const string QuietHelp = "Return $true when no error is found and $false otherwise, instead of the findings";

    /// <summary>Writes the findings, or with <paramref name="quiet"/> only whether there is no error among them.</summary>
    public static void WriteFindings(this Cmdlet cmdlet, IReadOnlyList<OptIssue> issues, bool quiet)
    {
        if (quiet)
        {
            cmdlet.WriteObject(issues.All(i => i.Severity != IssueSeverity.Error));
        }
        else
        {
            cmdlet.WriteObject(issues, enumerateCollection: true);
        }
    }
}
