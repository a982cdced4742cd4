using System.ComponentModel;
using OptAIC.Engine;
using OptAIC.Runs.Conditions;

namespace OptAIC.Commands;

/// <summary>Completes conditions on runs: the names of fields, and the words that join comparisons.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RunConditionCompleter : WorkspaceCompleter
{
    private const string MetricName = "metric.NAME";

    private static readonly Candidate[] Joints = [new("and", "both hold"), new("or", "one of them holds"), new("not", "it does not hold")];

    private protected override IEnumerable<Candidate> Candidates(Workspace workspace, string typed)
    {
        var before = typed[..(typed.LastIndexOfAny([' ', '(']) + 1)];
        var fields = RunCondition.FieldNames.Select(f => f == MetricName ? new Candidate("metric.", "a metric by its name") : new Candidate(f, $"{f} of the run"));
        return fields.Concat(Joints).Select(c => c with { Text = before + c.Text });
    }
}
