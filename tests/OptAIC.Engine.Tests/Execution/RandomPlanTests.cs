using System.Globalization;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

/// <summary>Random graphs of signals over prices, some of which cannot be computed until they are mended, run again and again.</summary>
public sealed class RandomPlanTests
{
    private const int Signals = 9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_any_mix_of_failures_and_refreshes_the_data_are_those_of_a_clean_run(int seed)
    {
        var graph = RandomGraph(seed);
        using var clean = Make(graph, _ => false);
        clean.Refresh("*");

        var random = new Random(seed);
        var broken = Enumerable.Range(0, Signals).Where(_ => random.Next(3) == 0).ToHashSet();
        using var mixed = Make(graph, broken.Contains);
        while (true)
        {
            CheckedRefresh(mixed, graph, random.Next(2) == 0 ? "*" : $"+s{random.Next(Signals)}");
            if (broken.Count == 0)
            {
                break;
            }

            var mended = broken.ElementAt(random.Next(broken.Count));
            broken.Remove(mended);
            mixed.With(w => w.Instances.Set(Name(mended), new InstanceRequest { Config = [$"expression={Expression(graph[mended])}"] }));
        }

        CheckedRefresh(mixed, graph, "*");

        var (expected, found) = (Versions(clean), Versions(mixed));
        Assert.All(mixed.With(w => w.Flows.List()), f => Assert.Equal(FlowStatus.Ready, f.Status));
        Assert.Equal(expected, found);
    }

    // What holds of every refresh: nothing that is ready runs, nothing runs before its inputs or without them, everything runs that can.
    private static void CheckedRefresh(TestWorkspace test, IReadOnlyList<int[]> graph, string selector)
    {
        var before = test.With(w => w.Flows.List()).ToDictionary(f => f.Instance);
        var shown = test.With(w => w.Flows.Plan(new FlowRunRequest { Selectors = [selector] })).ToDictionary(s => s.Instance);
        var result = test.Refresh(selector).Steps.ToDictionary(s => s.Instance);

        Assert.Equal(shown.Keys, result.Keys);
        var runs = result.Values.Where(s => s.Run is not null).ToDictionary(s => s.Instance, s => test.With(w => w.Runs.Get(s.Run.ToString()!)));
        foreach (var step in result.Values.Where(s => s.Instance != "prices"))
        {
            var upstreams = graph[int.Parse(step.Instance[1..], CultureInfo.InvariantCulture)].Select(Name).DefaultIfEmpty("prices").ToList();
            var isReady = before[step.Instance].Status == FlowStatus.Ready && upstreams.All(u => !runs.ContainsKey(u));
            Assert.False(isReady && runs.ContainsKey(step.Instance), $"{step.Instance} was ready and ran");
            Assert.Equal(shown[step.Instance].Action == OptAIC.Planning.PlanAction.Blocked, step.Outcome == StepOutcome.NotRun && step.BecauseOf is null);
            if (runs.TryGetValue(step.Instance, out var run))
            {
                Assert.All(upstreams.Where(runs.ContainsKey), u => Assert.True(runs[u].EndedAt <= run.StartedAt && runs[u].Status == RunStatus.Completed));
            }
            else if (step.Outcome == StepOutcome.NotRun)
            {
                Assert.Contains(upstreams, u => result[u].Outcome is StepOutcome.Failed or StepOutcome.NotRun);
                Assert.Equal(StepOutcome.Failed, result[step.BecauseOf!.Split('.')[0]].Outcome);
            }
            else
            {
                Assert.Equal(FlowStatus.Ready, test.Flow(step.Instance).Status);
            }
        }
    }

    private static List<int[]> RandomGraph(int seed)
    {
        var random = new Random(seed * 31);
        return [.. Enumerable.Range(0, Signals).Select(n => Enumerable.Range(0, n).Where(_ => random.Next(3) == 0).ToArray())];
    }

    private static TestWorkspace Make(IReadOnlyList<int[]> graph, Func<int, bool> isBroken)
    {
        var test = new TestWorkspace();
        test.CreatePrices();
        for (var n = 0; n < graph.Count; n++)
        {
            var upstreams = graph[n].Length == 0 ? "{resource: prices}" : string.Join(", ", graph[n].Select(u => $"{{resource: s{u}}}"));
            var expression = isBroken(n) ? Expression(graph[n]) + " * volume" : Expression(graph[n]);
            test.Create($"{{name: s{n}, definition: builtin.expression, config: {{expression: '{expression}', output: close}}, upstream_refs: [{upstreams}]}}");
        }

        return test;
    }

    private static string Expression(int[] upstreams) => upstreams.Length switch
    {
        0 => "close * 2",
        1 => "close + 1",
        _ => string.Join(" + ", upstreams.Select(u => $"s{u}.close")),
    };

    private static string Name(int signal) => string.Create(CultureInfo.InvariantCulture, $"s{signal}");

    private static SortedDictionary<string, string?> Versions(TestWorkspace test) =>
        new(test.With(w => w.Flows.List()).ToDictionary(f => f.Instance, f => f.DataVersion), StringComparer.Ordinal);
}
