using System.Management.Automation;
using OptAIC.Contracts;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Checks published data against the contracts that they stand under, and against further ones.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OptData")]
[OutputType(typeof(OptContractReport), typeof(bool))]
public sealed class TestOptDataCommand : WorkspaceCommand
{
    /// <summary>Instances whose data are checked.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of an instance whose data are checked, its id or the path of its directory. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale")]
    [Alias("Name", "Selector")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Instance { get; set; } = [];

    /// <summary>Instant up to which values may have become known.</summary>
    [Parameter(HelpMessage = "Judge what was known at this instant, on that day; a date means the end of that day. Default: now")]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>Files with further contracts.</summary>
    [Parameter(HelpMessage = "Files with further contracts: YAML with guardrail_contracts, or a list of contracts")]
    [ValidateNotNullOrEmpty]
    public string[] Contract { get; set; } = [];

    /// <summary>Further conditions.</summary>
    [Parameter(HelpMessage = "Further conditions that every row must satisfy, for example 'close > 0'")]
    [ValidateNotNullOrEmpty]
    public string[] Assert { get; set; } = [];

    /// <summary>Share of rows that may fail.</summary>
    [Parameter(HelpMessage = "Share of the rows (0 to 1) that may fail -Assert")]
    [ValidateRange(0.0, 1.0)]
    public double AllowFailing { get; set; }

    /// <summary>Check only the further contracts.</summary>
    [Parameter(HelpMessage = "Check only what -Contract and -Assert say, not the contracts of the instance")]
    public SwitchParameter Only { get; set; }

    /// <summary>Only say whether no contract blocks.</summary>
    [Parameter(HelpMessage = "Return $true when no contract blocks and $false otherwise, instead of the reports")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var request = new ContractTestRequest
        {
            AsOf = AsOf,
            ContractFiles = [.. ProviderPaths.Resolve(this, Contract, literal: true)],
            Conditions = Assert,
            AllowFailing = AllowFailing,
            OnlyFurther = Only,
        };
        foreach (var reference in Instance)
        {
            ForItem(reference, () =>
            {
                var instances = reference.IsPattern ? Workspace.Instances.List(new InstanceFilter { Names = [reference.Text] }).Select(i => i.Id.ToString("D")) : [reference.Text];
                foreach (var instance in instances)
                {
                    Write(Await(Workspace.Data.TestAsync(instance, request, StopToken)));
                }
            });
        }
    }

    private void Write(IReadOnlyList<OptContractReport> reports)
    {
        if (Quiet)
        {
            WriteObject(reports.All(r => r.Outcome != ContractOutcome.Blocked));
        }
        else
        {
            WriteItems(reports);
        }
    }
}
