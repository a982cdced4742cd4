using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

public sealed class LostRunTests : IDisposable
{
    private readonly TestWorkspace _test = new();
    private readonly InstancePaths _paths;
    private readonly RunRecord _run;

    public LostRunTests()
    {
        var prices = _test.CreatePrices();
        _test.Refresh("prices");
        _paths = new InstancePaths(prices.Path);
        var id = Guid.CreateVersion7();
        var done = DocumentFile.Read(_paths.LatestRun, DocumentJson.Default.RunRecord);
        _run = done with { Id = id, Status = RunStatus.Running, EndedAt = null, Output = null, LogPath = _paths.RunLogs(id) };
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_run_whose_runner_is_gone_is_seen_as_lost_and_readers_write_nothing()
    {
        Leave(DeadProcess(), HostIdentity.Current.Id);
        var before = File.ReadAllText(_paths.RunRecord(_run.Id));

        var flow = _test.Flow("prices");
        var run = _test.With(w => w.Runs.Get(_run.Id.ToString()));

        Assert.Equal(FlowStatus.Error, flow.Status);
        Assert.Equal(ReasonCode.RunnerLost, Assert.Single(flow.Reasons).Code);
        Assert.Equal((RunStatus.Failed, "lost"), (run.Status, run.ErrorType));
        Assert.Equal(before, File.ReadAllText(_paths.RunRecord(_run.Id)));
    }

    [Fact]
    public void The_next_start_writes_the_lost_run_as_failed_and_runs()
    {
        Leave(DeadProcess(), HostIdentity.Current.Id);

        Assert.Equal(StepOutcome.Completed, Assert.Single(_test.Refresh("prices").Steps).Outcome);

        var lost = DocumentFile.Read(_paths.RunRecord(_run.Id), DocumentJson.Default.RunRecord);
        Assert.Equal((RunStatus.Failed, "lost"), (lost.Status, lost.Error!.Type));
        Assert.Equal(FlowStatus.Ready, _test.Flow("prices").Status);
        Assert.False(File.Exists(_paths.Lock(FlowKind.Refresh, onlyFlow: true)));
    }

    [Fact]
    public void The_old_data_stay_readable_beside_a_lost_run()
    {
        Leave(DeadProcess(), HostIdentity.Current.Id);

        Assert.Equal(10, _test.With(w => w.Data.Read("prices").Rows.Count()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void An_owner_on_another_host_is_never_stolen_from_whatever_its_lease(int leaseMinutes)
    {
        Leave(ProcessIdentity.Current, "0123456789abcdef0123456789abcdef:boot:1", leaseMinutes);

        Assert.Equal(FlowStatus.Running, _test.Flow("prices").Status);
        var step = Assert.Single(_test.Run(new FlowRunRequest { Targets = [new FlowTarget("prices")], Overlap = OptAIC.Definitions.OverlapPolicy.Fail, Force = true }).Steps);

        Assert.Equal(StepOutcome.Busy, step.Outcome);
        Assert.Contains("far-away", step.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_that_died_before_it_wrote_a_record_leaves_nothing_behind()
    {
        using (var context = WorkspaceContext.Open(_test.Options))
        {
            context.Registry.RunBegins(_run);
        }

        Assert.Equal(FlowStatus.Ready, _test.Flow("prices").Status);
        Assert.DoesNotContain(_test.With(w => w.Runs.List()), r => r.Id == _run.Id);
        _test.Run(new FlowRunRequest { Targets = [new FlowTarget("prices")], Force = true });
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void A_run_that_ended_before_the_index_knew_is_seen_as_it_ended()
    {
        using (var context = WorkspaceContext.Open(_test.Options))
        {
            context.Registry.RunBegins(_run);
        }

        var failed = LostRun.Settle(_run, DateTimeOffset.UtcNow) with { Error = new RunError("command_failed", "exit code 3") };
        DocumentFile.Write(_paths.RunRecord(_run.Id), failed, DocumentJson.Default.RunRecord, Durability.Truth);

        Assert.Equal("exit code 3", Assert.Single(_test.Flow("prices").Reasons).Detail);
    }

    private static ProcessIdentity DeadProcess() => new(Environment.ProcessId, ProcessIdentity.Current.StartTime - 1);

    private void Leave(ProcessIdentity owner, string hostId, int leaseMinutes = 1)
    {
        using var context = WorkspaceContext.Open(_test.Options);
        context.Registry.RunBegins(_run);
        DocumentFile.Write(_paths.RunRecord(_run.Id), _run, DocumentJson.Default.RunRecord, Durability.Truth);
        var now = DateTimeOffset.UtcNow;
        var lockFile = new LockDocument
        {
            HostId = hostId,
            Host = hostId == HostIdentity.Current.Id ? HostIdentity.Current.Name : "far-away",
            Pid = owner.Pid,
            Process = owner.ToString(),
            User = "somebody",
            RunId = _run.Id,
            Flow = FlowKind.Refresh,
            AcquiredAt = now,
            LeaseUntil = now.AddMinutes(leaseMinutes),
        };
        DocumentFile.Write(_paths.Lock(FlowKind.Refresh, onlyFlow: true), lockFile, DocumentJson.Default.LockDocument, Durability.Knowledge);
    }
}
