using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Execution;

public sealed class StartedRunTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Whoever_hears_that_a_run_has_started_can_find_it_and_hears_nothing_of_it_before()
    {
        _test.CreatePrices();
        var (heard, found) = (new List<PlanProgressKind>(), new List<Guid>());
        _test.Run(new FlowRunRequest { Selectors = ["prices"] }, news =>
        {
            lock (heard)
            {
                heard.Add(news.Kind);
                if (news is { Kind: PlanProgressKind.Started, Step.Run: { } run })
                {
                    found.Add(_test.With(w => w.Runs.Get(run.ToString("D"))).Id);
                }
            }
        });

        Assert.Single(found);
        Assert.Equal((PlanProgressKind.Planned, PlanProgressKind.Started), (heard[0], heard[1]));
    }
}
