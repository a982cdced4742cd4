using System.Globalization;
using System.Text;
using OptAIC.Cli.Tests.Harness;
using OptAIC.Engine;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Cli.Tests.Faults;

/// <summary>Thirty people, schedules and scripts refresh the same graph at the same moment.</summary>
public sealed class RefreshesAtOnceTests : IDisposable
{
    private const int Callers = 30;

    private readonly TemporaryRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Thirty_processes_at_once_run_each_flow_of_a_graph_once()
    {
        using var workspace = Graph(width: 4, depth: 3);
        var optaic = new Optaic(_root.Path);

        var refreshes = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => optaic.RunAsync("refresh", "*")));

        Assert.All(refreshes, r => Assert.True(r.ExitCode == 0, r.ToString()));
        Assert.All(workspace.Flows.List(), f => Assert.Equal(FlowStatus.Ready, f.Status));
        var runs = workspace.Runs.List(new RunFilter { Limit = int.MaxValue });
        Assert.All(runs, r => Assert.Equal(RunStatus.Completed, r.Status));
        Assert.Equal(workspace.Flows.List().Select(f => f.Instance).Order(StringComparer.Ordinal), runs.Select(r => r.Instance).Order(StringComparer.Ordinal));
        Assert.Equal(13, runs.Count);
    }

    // Prices, and below them rows of flows, each of which reads two of the row above.
    private Workspace Graph(int width, int depth)
    {
        _root.Write("prices.csv", "date,symbol,close\n" + string.Concat(Enumerable.Range(1, 20).Select(d => string.Create(CultureInfo.InvariantCulture, $"2024-01-{d:00},A,{100 + d}\n"))));
        var stack = new StringBuilder("name: graph\ninstances:\n  - { name: prices, definition: builtin.csv, config: { path: prices.csv } }\n");
        for (var row = 1; row <= depth; row++)
        {
            for (var place = 0; place < width; place++)
            {
                string[] above = row == 1 ? ["prices"] : [$"s{row - 1}{place}", $"s{row - 1}{(place + 1) % width}"];
                var (sum, inputs) = (string.Join(" + ", above.Select(a => a + (row == 1 ? ".close" : ".x"))), string.Join(", ", above.Select(a => $"{{ resource: {a} }}")));
                stack.Append(CultureInfo.InvariantCulture, $"  - {{ name: s{row}{place}, definition: builtin.expression, config: {{ expression: '{sum}', output: x }}, upstream_refs: [ {inputs} ] }}\n");
            }
        }

        var workspace = Workspace.Initialize(new WorkspaceOptions { Root = _root.Path });
        workspace.Stacks.Apply(_root.Write("stack.yml", stack.ToString()));
        return workspace;
    }
}
