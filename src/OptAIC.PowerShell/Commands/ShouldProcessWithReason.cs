using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Asks as <see cref="Cmdlet.ShouldProcess(string, string)"/> does, and also says whether a no means <c>-WhatIf</c>.</summary>
internal static class ShouldProcessWithReason
{
    public static bool ShouldProcess(this Cmdlet cmdlet, string target, string action, out ShouldProcessReason reason) => cmdlet.ShouldProcess(
        $"Performing the operation \"{action}\" on target \"{target}\".",
        $"Are you sure you want to perform this action?\nPerforming the operation \"{action}\" on target \"{target}\".",
        "Confirm",
        out reason);
}
