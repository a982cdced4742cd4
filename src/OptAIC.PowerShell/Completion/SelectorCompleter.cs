using System.ComponentModel;
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
    ];

    private protected override IEnumerable<Candidate> Candidates(Workspace workspace, string typed)
    {
        var start = typed.LastIndexOfAny([' ', ',']) + 1;
        while (start < typed.Length && (char.IsAsciiDigit(typed[start]) || typed[start] is '+' or '@'))
        {
            start++;
        }

        var before = typed[..start];
        return Terms(workspace).Select(c => c with { Text = before + c.Text });
    }

    private static IEnumerable<Candidate> Terms(Workspace workspace)
    {
        var instances = workspace.Instances.List();
        return instances.Select(i => new Candidate(i.Name, $"{i.Type}, {i.Status}"))
            .Concat(Methods)
            .Concat(Enum.GetNames<InstanceType>().Select(t => new Candidate($"type:{t}", $"all instances of type {t}")))
            .Concat(SnakeCase.All<FlowStatus>().Select(s => new Candidate($"status:{s}", $"all flows that are {s}")))
            .Concat(instances.SelectMany(i => i.Tags).Distinct().Select(t => new Candidate($"tag:{t}", $"all instances with the tag {t}")));
    }
}
