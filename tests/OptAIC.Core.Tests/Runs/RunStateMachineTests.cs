using FsCheck;
using FsCheck.Fluent;
using OptAIC.Runs;

namespace OptAIC.Core.Tests.Runs;

public sealed class RunStateMachineTests
{
    private static readonly (RunStatus From, RunStatus To)[] Allowed =
    [
        (RunStatus.Pending, RunStatus.Running),
        (RunStatus.Pending, RunStatus.Failed),
        (RunStatus.Pending, RunStatus.Cancelled),
        (RunStatus.Running, RunStatus.Completed),
        (RunStatus.Running, RunStatus.Failed),
        (RunStatus.Running, RunStatus.Cancelled),
    ];

    public static TheoryData<RunStatus, RunStatus> AllPairs
    {
        get
        {
            var pairs = new TheoryData<RunStatus, RunStatus>();
            foreach (var from in Enum.GetValues<RunStatus>())
            {
                foreach (var to in Enum.GetValues<RunStatus>())
                {
                    pairs.Add(from, to);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void Only_the_six_moves_are_possible(RunStatus from, RunStatus to)
    {
        if (Allowed.Contains((from, to)))
        {
            Assert.True(RunStateMachine.CanMove(from, to));
            Assert.Equal(to, RunStateMachine.Move(from, to));
        }
        else
        {
            Assert.False(RunStateMachine.CanMove(from, to));
            var error = Assert.Throws<InvalidOperationException>(() => RunStateMachine.Move(from, to));
            Assert.Equal($"a run cannot go from {from} to {to}", error.Message);
        }
    }

    [Theory]
    [InlineData(RunStatus.Pending, false)]
    [InlineData(RunStatus.Running, false)]
    [InlineData(RunStatus.Completed, true)]
    [InlineData(RunStatus.Failed, true)]
    [InlineData(RunStatus.Cancelled, true)]
    public void The_three_ends_are_final(RunStatus status, bool isFinal) => Assert.Equal(isFinal, RunStateMachine.IsFinal(status));

    [Fact]
    public void Whatever_is_tried_an_ended_run_stays_as_it_ended() =>
        Prop.ForAll(
            Gen.Elements(Enum.GetValues<RunStatus>()).ListOf().ToArbitrary(),
            attempts =>
            {
                var status = RunStatus.Pending;
                RunStatus? end = null;
                foreach (var attempt in attempts.Where(attempt => RunStateMachine.CanMove(status, attempt)))
                {
                    status = RunStateMachine.Move(status, attempt);
                    if (end is not null)
                    {
                        return false;
                    }

                    end = RunStateMachine.IsFinal(status) ? status : null;
                }

                return true;
            }).QuickCheckThrowOnFailure();
}
