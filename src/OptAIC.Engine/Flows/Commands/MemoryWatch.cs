using System.Globalization;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>Looks, several times a second, at how much memory the programs of a run hold together, and says when it is more than they may.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private const int ResidentField = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly FlowContext _context;
    private readonly long _limit;
    private readonly CancellationTokenSource _exceeded = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _looking;

    /// <summary>Begins to look.</summary>
    /// <param name="context">The run.</param>
    /// <param name="limit">Bytes.</param>
    public MemoryWatch(FlowContext context, long limit)
    {
        (_context, _limit) = (context, limit);
        _looking = Task.Run(LookAsync);
    }

    /// <summary>Whether this system tells how much memory a process holds.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Cancelled when it was too much.</summary>
    public CancellationToken Exceeded => _exceeded.Token;

    /// <summary>The most that was seen, in bytes.</summary>
    public long Peak { get; private set; }

    public void Dispose()
    {
        _stop.Cancel();
        _looking.Wait();
        _stop.Dispose();
        _exceeded.Dispose();
    }

    private async Task LookAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var held = _context.ChildGroups().Sum(Held);
            Peak = Math.Max(Peak, held);
            if (held > _limit)
            {
                await _exceeded.CancelAsync().ConfigureAwait(false);
                return;
            }

            await Task.Delay(Interval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static long Held(ProcessIdentity leader) => OperatingSystem.IsWindows() ? 0 : UnixProcess.LiveInSession(leader.Pid).Sum(member => Resident(member.Pid));

    private static long Resident(int pid)
    {
        try
        {
            return long.Parse(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[ResidentField], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return 0;
        }
    }
}
