using OptAIC.Definitions;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

/// <summary>Retries, timeout and overlap of a run: flag before schedule, one flow of the instance, all of the instance, definition.</summary>
public sealed class PolicyOrderTests : IDisposable
{
    // In the order in which they count; the definition, which has to be told from the flag only where both speak, shares its overlap.
    private static readonly OverlapPolicy[] Overlaps = [OverlapPolicy.Fail, OverlapPolicy.Skip, OverlapPolicy.Queue, OverlapPolicy.Join, OverlapPolicy.Fail];

    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void The_first_place_that_says_something_counts_whatever_the_others_say()
    {
        Register("silent", "");
        Register("telling", $", {Said(4)}");
        for (var spoken = 0; spoken < 32; spoken++)
        {
            Create(spoken);
            var plan = Plan(spoken, TriggerKind.Schedule);
            var first = Enumerable.Range(0, 5).Where(p => Speaks(spoken, p)).DefaultIfEmpty(-1).First();

            Assert.Equal(first < 0 ? (null, null, null) : (first + 1, TimeSpan.FromSeconds(first + 1), Overlaps[first]), plan);
        }
    }

    [Fact]
    public void What_a_schedule_says_is_for_what_it_starts()
    {
        Register("telling", $", {Said(4)}");
        Create(0b10010);

        Assert.Equal((2, TimeSpan.FromSeconds(2), OverlapPolicy.Skip), Plan(0b10010, TriggerKind.Schedule));
        Assert.Equal((5, TimeSpan.FromSeconds(5), OverlapPolicy.Fail), Plan(0b10010, TriggerKind.Manual));
    }

    [Fact]
    public void Each_of_the_three_counts_by_itself()
    {
        Register("telling", ", overlap: queue");
        _test.Create("{name: i, definition: telling, timeout: 2m, flows: {training: {retry_policy: {max_retries: 7}}}}");

        Assert.Equal((7, TimeSpan.FromMinutes(2), OverlapPolicy.Queue), Plan(0, TriggerKind.Manual, "i"));
        using var context = WorkspaceContext.Open(_test.Options);
        var inference = new WorkspaceSnapshot(context).Find("i")!.Flows.Single(f => f.Key.Flow == FlowKind.Inference);
        Assert.Equal(new RunPolicy { Timeout = TimeSpan.FromMinutes(2) }, inference.Policy.Runs);
    }

    private void Register(string name, string policy) =>
        _test.Register($"{{kind: MLModuleDef, name: {name}, version: 1.0.0, entry: {{command: ['true']}}, flow_specs: [{{flow_kind: training{policy}}}, {{flow_kind: inference}}]}}");

    private void Create(int spoken)
    {
        List<string> spec = [$"name: i{spoken}", $"definition: {(Speaks(spoken, 4) ? "telling" : "silent")}"];
        if (Speaks(spoken, 1))
        {
            spec.Add($"schedules: {{training: {{type: manual, {Said(1)}}}}}");
        }

        if (Speaks(spoken, 2))
        {
            spec.Add($"flows: {{training: {{{Said(2)}}}}}");
        }

        if (Speaks(spoken, 3))
        {
            spec.Add(Said(3));
        }

        _test.Create($"{{{string.Join(", ", spec)}}}");
    }

    private (int? Retries, TimeSpan? Timeout, OverlapPolicy? Overlap) Plan(int spoken, TriggerKind trigger, string? name = null)
    {
        using var context = WorkspaceContext.Open(_test.Options);
        var snapshot = new WorkspaceSnapshot(context);
        var request = new FlowRunRequest { Targets = [new FlowTarget(name ?? $"i{spoken}", FlowKind.Training)], Trigger = trigger };
        request = Speaks(spoken, 0) ? request with { MaxRetries = 1, Timeout = TimeSpan.FromSeconds(1), Overlap = Overlaps[0] } : request;
        var plan = FlowPlan.Create(snapshot, request, context.Time.GetUtcNow());
        var policy = plan.Settings.PolicyOf(snapshot.Flow(plan.Steps[0].Flow).Policy);
        return (policy.Retry?.MaxRetries, policy.Timeout, policy.Overlap);
    }

    private static bool Speaks(int spoken, int place) => (spoken & (1 << place)) != 0;

    private static string Said(int place) => $"retry_policy: {{max_retries: {place + 1}}}, timeout: {place + 1}s, overlap: {SnakeCase.Of(Overlaps[place])}";
}
