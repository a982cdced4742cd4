using OptAIC.Definitions;

namespace OptAIC.Runs;

/// <summary>When a failed attempt is followed by another one.</summary>
public static class RetrySchedule
{
    /// <summary>How long to wait after an attempt failed; <c>null</c> when it was the last one.</summary>
    /// <param name="policy">The policy; <c>null</c> makes one attempt.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="seed">Decides the random part of the wait: the same seed and attempt give the same wait, other runs other ones.</param>
    public static TimeSpan? WaitAfter(RetryPolicy? policy, int attempt, ulong seed)
    {
        if (policy is null || attempt > policy.MaxRetries)
        {
            return null;
        }

        var longest = policy.MaxDelay ?? TimeSpan.MaxValue / 4;
        var factor = policy.Backoff == RetryBackoff.Exponential ? Math.Pow(2, attempt - 1) : 1;
        var ticks = Math.Min(policy.Delay.Ticks * factor, longest.Ticks);
        return TimeSpan.FromTicks((long)ticks + (long)(policy.Jitter.Ticks * Share(seed, attempt)));
    }

    // SplitMix64: evenly spread, and the same everywhere.
    private static double Share(ulong seed, int attempt)
    {
        var z = seed + ((ulong)attempt * 0x9E3779B97F4A7C15UL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
