using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;
using OptAIC.Planning;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

/// <summary>Random graphs of signals over prices, some of which cannot be computed until they are mended, refreshed in random parts again and again. A failure prints the seed with which it is replayed.</summary>
public sealed class RandomPlanProperties
{
    private const string Prices = "prices";

    private static readonly Arbitrary<Case> Cases = Arb.From(
        from count in Gen.Choose(2, 6)
        from links in Gen.Choose(0, 2).ListOf(count * count)
        from broken in Gen.Choose(0, 2).ListOf(count)
        from refreshes in Refreshes(count).ListOf(3)
        select new Case(
            [.. Enumerable.Range(0, count).Select(n => Enumerable.Range(0, n).Where(u => links[(n * count) + u] == 0).ToArray())],
            [.. Enumerable.Range(0, count).Where(n => broken[n] == 0)],
            [.. refreshes]),
        Smaller);

    [Fact]
    public void A_plan_runs_what_it_must_and_nothing_else_and_after_any_mix_of_failures_the_data_are_those_of_a_clean_run() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(4), Prop.ForAll(Cases, Holds));

    private static void Holds(Case c)
    {
        using var mixed = Make(c.Graph, c.Broken.Contains);
        var broken = c.Broken.ToList();
        foreach (var refresh in c.Refreshes)
        {
            CheckedRefresh(mixed, c.Graph, refresh.Selector);
            if (broken.Count > 0)
            {
                Mend(mixed, c.Graph, broken, refresh.Mends % broken.Count);
            }
        }

        while (broken.Count > 0)
        {
            Mend(mixed, c.Graph, broken, 0);
        }

        CheckedRefresh(mixed, c.Graph, "*");
        using var clean = Make(c.Graph, _ => false);
        clean.Refresh("*");
        Assert.All(mixed.With(w => w.Flows.List()), f => Assert.Equal(FlowStatus.Ready, f.Status));
        Assert.Equal(Versions(clean), Versions(mixed));
    }

    private static void CheckedRefresh(TestWorkspace test, IReadOnlyList<int[]> graph, string selector)
    {
        var before = Flows(test);
        var shown = test.With(w => w.Flows.Plan(new FlowRunRequest { Selectors = [selector] })).ToDictionary(s => s.Instance);
        var result = test.Refresh(selector).Steps.ToDictionary(s => s.Instance);
        var after = Flows(test);
        var runs = result.Values.Where(s => s.Run is not null).ToDictionary(s => s.Instance, s => test.With(w => w.Runs.Get(s.Run.ToString()!)));

        Assert.Equal(shown.Keys, result.Keys);
        Assert.Equal(runs.Count, runs.Values.Select(r => r.Id).Distinct().Count());
        foreach (var step in result.Values)
        {
            var upstreams = Upstreams(graph, step.Instance);
            if (runs.TryGetValue(step.Instance, out var run))
            {
                // Nothing that is ready: one that was had another version of something to read.
                Assert.True(before[step.Instance].Status != FlowStatus.Ready || upstreams.Any(u => before[u].DataVersion != after[u].DataVersion), $"{step.Instance} was ready and ran");
                // Nothing before its inputs, nothing without them.
                Assert.All(upstreams, u => Assert.True(runs.TryGetValue(u, out var input) ? input.Status == RunStatus.Completed && input.EndedAt <= run.StartedAt : after[u].Status == FlowStatus.Ready, $"{step.Instance} ran without {u}"));
            }
            else if (step.Outcome == StepOutcome.NotRun)
            {
                var root = step.BecauseOf!.Split('.')[0];
                Assert.Contains(root, Ancestors(graph, step.Instance));
                Assert.True(shown[step.Instance].Action == PlanAction.Blocked ? before[root].Status != FlowStatus.Ready && !runs.ContainsKey(root) : result[root].Outcome == StepOutcome.Failed, $"{step.Instance} was not run because of {root}");
            }
            else
            {
                // Everything that must.
                Assert.Equal((StepOutcome.Skipped, FlowStatus.Ready), (step.Outcome, after[step.Instance].Status));
            }
        }
    }

    private static IEnumerable<Case> Smaller(Case c)
    {
        for (var i = 0; i < c.Refreshes.Count; i++)
        {
            yield return c with { Refreshes = [.. c.Refreshes.Where((_, n) => n != i)] };
        }

        foreach (var mended in c.Broken)
        {
            yield return c with { Broken = [.. c.Broken.Where(b => b != mended)] };
        }

        for (var n = 0; n < c.Graph.Count; n++)
        {
            foreach (var cut in c.Graph[n])
            {
                yield return c with { Graph = [.. c.Graph.Select((upstreams, of) => of == n ? [.. upstreams.Where(u => u != cut)] : upstreams)] };
            }
        }
    }

    private static Gen<Refresh> Refreshes(int count) =>
        from form in Gen.Elements("*", "+{0}", "{0}", "{0}+")
        from target in Gen.Choose(0, count - 1)
        from mends in Gen.Choose(0, 99)
        select new Refresh(string.Format(CultureInfo.InvariantCulture, form, Name(target)), mends);

    private static TestWorkspace Make(IReadOnlyList<int[]> graph, Func<int, bool> isBroken)
    {
        var test = new TestWorkspace();
        test.CreatePrices();
        for (var n = 0; n < graph.Count; n++)
        {
            var upstreams = string.Join(", ", Upstreams(graph, Name(n)).Select(u => $"{{resource: {u}}}"));
            var expression = isBroken(n) ? Expression(graph[n]) + " * volume" : Expression(graph[n]);
            test.Create($"{{name: {Name(n)}, definition: builtin.expression, config: {{expression: '{expression}', output: close}}, upstream_refs: [{upstreams}]}}");
        }

        return test;
    }

    private static void Mend(TestWorkspace test, IReadOnlyList<int[]> graph, List<int> broken, int at)
    {
        var mended = broken[at];
        broken.RemoveAt(at);
        test.With(w => w.Instances.Set(Name(mended), new InstanceRequest { Config = [$"expression={Expression(graph[mended])}"] }));
    }

    private static string Expression(int[] upstreams) => upstreams.Length switch
    {
        0 => "close * 2",
        1 => "close + 1",
        _ => string.Join(" + ", upstreams.Select(u => $"{Name(u)}.close")),
    };

    private static IReadOnlyList<string> Upstreams(IReadOnlyList<int[]> graph, string instance) =>
        instance == Prices ? [] : [.. graph[NumberOf(instance)].Select(Name).DefaultIfEmpty(Prices)];

    private static HashSet<string> Ancestors(IReadOnlyList<int[]> graph, string instance) =>
        [.. Upstreams(graph, instance).SelectMany(u => Ancestors(graph, u).Prepend(u))];

    private static Dictionary<string, OptFlow> Flows(TestWorkspace test) => test.With(w => w.Flows.List()).ToDictionary(f => f.Instance);

    private static SortedDictionary<string, string?> Versions(TestWorkspace test) => new(Flows(test).ToDictionary(f => f.Key, f => f.Value.DataVersion), StringComparer.Ordinal);

    private static string Name(int signal) => string.Create(CultureInfo.InvariantCulture, $"s{signal}");

    private static int NumberOf(string instance) => int.Parse(instance.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>A refresh, and which of the broken signals is mended after it.</summary>
    private sealed record Refresh(string Selector, int Mends);

    private sealed record Case(IReadOnlyList<int[]> Graph, IReadOnlyList<int> Broken, IReadOnlyList<Refresh> Refreshes)
    {
        public override string ToString() =>
            $"graph {string.Join(' ', Graph.Select((upstreams, n) => $"{Name(n)}({string.Join(',', upstreams)})"))}, broken {string.Join(' ', Broken.Select(Name))}, {string.Join(", then ", Refreshes.Select(r => $"'{r.Selector}' mending {r.Mends}"))}";
    }
}
