using System.Buffers.Binary;
using OptAIC.Model;

namespace OptAIC.Schedules;

/// <summary>When a flow is to run by itself.</summary>
public sealed record FlowSchedule
{
    /// <summary>How late a start may be and still be in time, where a schedule does not say.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromMinutes(15);

    /// <summary>A schedule that starts nothing.</summary>
    public static FlowSchedule Manual { get; } = new() { Kind = ScheduleKind.Manual, Text = "manual" };

    /// <summary>What makes it fire.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>The schedule in a few words: <c>cron 0 6 * * 1-5</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The instants that it plans; <c>null</c> when it goes by no clock.</summary>
    public PlannedTimes? Times { get; init; }

    /// <summary>Whether anything is started by it.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>What is done about planned instants that were missed.</summary>
    public CatchUp CatchUp { get; init; } = CatchUp.Last;

    /// <summary>How late a start may be and still be in time.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>The longest delay behind a planned instant; each flow has its own, always the same.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The first instant that counts.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The instant from which none counts any more.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Why it cannot be followed on this machine: its zone or its calendar is not known here; <c>null</c> when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it goes by a clock and is enabled.</summary>
    public bool IsTimed => IsEnabled && Times is not null;

    /// <summary>The first planned instant after one, within start and end; <c>null</c> when there is none.</summary>
    /// <param name="from">The instant.</param>
    /// <param name="inclusive">Whether <paramref name="from"/> itself counts.</param>
    public Occurrence? Next(DateTimeOffset from, bool inclusive = false)
    {
        var found = Start is { } start && from < start ? Times?.Next(start, inclusive: true) : Times?.Next(from, inclusive);
        return found is { } next && (End is not { } end || next.Time < end) ? found : null;
    }

    /// <summary>The last planned instant before one, within start and end; <c>null</c> when there is none.</summary>
    /// <inheritdoc cref="Next"/>
    public Occurrence? Previous(DateTimeOffset from, bool inclusive = false)
    {
        var found = End is { } end && from >= end ? Times?.Previous(end) : Times?.Previous(from, inclusive);
        return found is { } previous && (Start is not { } start || previous.Time >= start) ? found : null;
    }

    /// <summary>How long behind each planned instant a flow is started: less than <see cref="Jitter"/>, to the second, and always the same for a flow.</summary>
    public TimeSpan DelayOf(FlowKey flow)
    {
        var seconds = (ulong)Jitter.TotalSeconds;
        if (seconds == 0)
        {
            return TimeSpan.Zero;
        }

        // SplitMix64 of the flow: evenly spread, and the same everywhere.
        Span<byte> id = stackalloc byte[16];
        flow.Instance.TryWriteBytes(id);
        var z = BinaryPrimitives.ReadUInt64LittleEndian(id) ^ BinaryPrimitives.ReadUInt64LittleEndian(id[8..]) ^ ((ulong)flow.Flow + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return TimeSpan.FromSeconds((long)((z ^ (z >> 31)) % seconds));
    }
}
