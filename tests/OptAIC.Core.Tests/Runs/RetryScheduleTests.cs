using OptAIC.Definitions;
using OptAIC.Runs;

namespace OptAIC.Core.Tests.Runs;

public sealed class RetryScheduleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Without_a_policy_there_is_one_attempt() => Assert.Null(RetrySchedule.WaitAfter(null, 1, 7));

    [Theory]
    [InlineData(RetryBackoff.Fixed, "2 2 2 -")]
    [InlineData(RetryBackoff.Exponential, "2 4 5 -")]
    public void Waits_grow_as_the_policy_says_up_to_its_longest(RetryBackoff backoff, string expected)
    {
        var policy = new RetryPolicy { MaxRetries = 3, Backoff = backoff, Delay = 2 * Second, MaxDelay = 5 * Second };

        var waits = Enumerable.Range(1, 4).Select(attempt => RetrySchedule.WaitAfter(policy, attempt, 7) is { } wait ? $"{wait.TotalSeconds}" : "-");

        Assert.Equal(expected, string.Join(' ', waits));
    }

    [Fact]
    public void Jitter_is_added_below_its_bound_and_is_the_same_for_the_same_seed()
    {
        var policy = new RetryPolicy { MaxRetries = 1000, Delay = Second, Jitter = Second };

        var waits = Enumerable.Range(1, 1000).Select(attempt => RetrySchedule.WaitAfter(policy, attempt, 7)!.Value).ToList();

        Assert.All(waits, w => Assert.InRange(w, Second, 2 * Second));
        Assert.InRange(waits.Average(w => w.TotalSeconds), 1.45, 1.55);
        Assert.Equal(waits[0], RetrySchedule.WaitAfter(policy, 1, 7));
        Assert.NotEqual(waits[0], RetrySchedule.WaitAfter(policy, 1, 8));
    }

    [Fact]
    public void Doubling_for_long_does_not_overflow() =>
        Assert.True(RetrySchedule.WaitAfter(new RetryPolicy { MaxRetries = 100, Backoff = RetryBackoff.Exponential, Delay = Second }, 100, 7) > TimeSpan.FromDays(365));

    [Fact]
    public void What_is_left_open_comes_from_the_next_in_order()
    {
        var flag = new RunPolicy { Timeout = Second };
        var schedule = new RunPolicy { Timeout = 2 * Second, Overlap = OverlapPolicy.Queue };
        var instance = new RunPolicy { Overlap = OverlapPolicy.Skip, Retry = new RetryPolicy { MaxRetries = 2 } };

        var policy = flag.Or(schedule).Or(instance).Or(null);

        Assert.Equal((Second, OverlapPolicy.Queue, 2), (policy.Timeout!.Value, policy.Overlap!.Value, policy.Retry!.MaxRetries));
    }
}
