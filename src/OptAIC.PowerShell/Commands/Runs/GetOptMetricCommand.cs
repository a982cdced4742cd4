using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Gets the numbers that runs reported.</summary>
[Cmdlet(VerbsCommon.Get, "OptMetric", DefaultParameterSetName = "Instance")]
[OutputType(typeof(OptMetric))]
public sealed class GetOptMetricCommand : RunResultCommand
{
    private WildcardPattern[] _patterns = [];

    /// <summary>Names of metrics; wildcards.</summary>
    [Parameter(HelpMessage = "Only metrics with these names, for example sharpe*. Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void BeginProcessing() => _patterns = [.. Name.Select(n => WildcardPattern.Get(n, WildcardOptions.IgnoreCase))];

    private protected override void Write(OptRun run)
    {
        foreach (var (name, value) in run.Metrics.Where(m => _patterns.Any(p => p.IsMatch(m.Key))))
        {
            WriteItem(new OptMetric(run.Instance, run.Id, name, value));
        }
    }
}
