using System.Collections;
using System.Globalization;
using System.Management.Automation;
using OptAIC.Engine;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Commands;

/// <summary>Makes a workspace, or opens the one that is there.</summary>
[Cmdlet(VerbsData.Initialize, "OptWorkspace", SupportsShouldProcess = true)]
[OutputType(typeof(OptWorkspace))]
public sealed class InitializeOptWorkspaceCommand : WorkspaceCommand
{
    /// <summary>Directory to make it in. By value: a directory object has a property of the same name, which is its drive.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <summary>Most flows at the same time.</summary>
    [Parameter(HelpMessage = "Most flows that run at the same time, whoever starts them; 0 takes the limit back")]
    [ValidateRange(0, 10000)]
    public int? FlowLimit { get; set; }

    /// <summary>Most flows at the same time, per tag.</summary>
    [Parameter(HelpMessage = "Most flows that run at the same time among those of instances with a tag, for example @{ api = 2 }; 0 takes a limit back")]
    [ValidateNotNull]
    public Hashtable TagLimit { get; set; } = [];

    /// <summary>Retain the newest.</summary>
    [Parameter(HelpMessage = "Retain so many newest runs of each flow when Remove-OptRun -Retention removes the rest; 0 takes the rule back")]
    [ValidateRange(0, int.MaxValue)]
    public int? RetainCount { get; set; }

    /// <summary>Retain the recent.</summary>
    [Parameter(HelpMessage = "Retain runs that ended within this time: 30d, 12h, or seconds; 0 takes the rule back")]
    [DurationTransformation(OrNone = true)]
    public TimeSpan? RetainAge { get; set; }

    /// <summary>Retain what fits.</summary>
    [Parameter(HelpMessage = "Of the other runs, retain the newest that take no more bytes: 5GB; 0 takes the rule back")]
    [ValidateRange(0, long.MaxValue)]
    public long? RetainSize { get; set; }

    /// <summary>Who is told of alerts.</summary>
    [Parameter(HelpMessage = "Program with arguments that is told of alerts, a JSON document on its standard input; an empty list takes it back")]
    [AllowEmptyCollection]
    public string[]? AlertCommand { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () =>
    {
        var root = Workspace.ResolveRoot(RootPath());
        if (ShouldProcess(root, "Make a workspace"))
        {
            using var workspace = Open(Workspace.Initialize);
            var limits = new WorkspaceLimits { MaxConcurrentFlows = FlowLimit, TagLimits = Limits(), Retention = new OptRetention { Runs = RetainCount, Age = RetainAge, Size = RetainSize }, AlertCommand = AlertCommand };
            WriteObject(limits.IsEmpty ? workspace.Describe() : workspace.SetLimits(limits));
        }
    });

    private Dictionary<string, int> Limits() =>
        TagLimit.Keys.Cast<object>().ToDictionary(tag => Convert.ToString(tag, CultureInfo.InvariantCulture)!, tag => LanguagePrimitives.ConvertTo<int>(TagLimit[tag]), StringComparer.Ordinal);
}
