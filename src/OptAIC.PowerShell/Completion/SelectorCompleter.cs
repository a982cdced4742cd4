using System.ComponentModel;
using OptAIC.Contracts;
using OptAIC.Engine;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Completes selectors: names after the signs that go before them, and the values of <c>type:</c>, <c>status:</c> and <c>tag:</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SelectorCompleter : WorkspaceCompleter
{
    private static readonly Candidate[] Methods =
    [
        new("type:", "all instances of a type"),
        new("status:", "all flows with a status"),
        new("tag:", "all instances with a tag"),
        new("stage:", "all instances of a stage"),
    ];

    private protected override IEnumerable<Candidate> Candidates(Workspace workspace, string typed)
    {
        var start = typed.LastIndexOfAny([' ', ',']) + 1;
        while (start < typed.Length && (char.IsAsciiDigit(typed[start]) || typed[start] is '+' or '@'))
        {
            start++;
        }

        var before = typed[..start];
        var terms = typed.AsSpan(start).Contains(':') ? Values(workspace) : Names(workspace);
        return terms.Select(c => c with { Text = before + c.Text });
    }

    private static IEnumerable<Candidate> Names(Workspace workspace) =>
        workspace.Instances.Entries().Select(i => new Candidate(i.Name, $"{i.Type}, {i.Definition}")).Concat(Methods);

    // Offered once the method is typed: before, they would hide the names.
    private static IEnumerable<Candidate> Values(Workspace workspace) =>
        Enum.GetNames<InstanceType>().Select(t => new Candidate($"type:{t}", $"all instances of type {t}"))
            .Concat(SnakeCase.All<FlowStatus>().Select(s => new Candidate($"status:{s}", $"all flows that are {s}")))
            .Concat(SnakeCase.All<InstanceStage>().Select(s => new Candidate($"stage:{s}", $"all instances of the stage {s}")))
            .Concat(workspace.Instances.Entries().SelectMany(i => i.Tags).Distinct().Select(t => new Candidate($"tag:{t}", $"all instances with the tag {t}")));
}
