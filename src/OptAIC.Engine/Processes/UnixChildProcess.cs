using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>A child by posix_spawn in its own session, waited for on a thread of its own.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixChildProcess : ChildProcess
{
    private const int WaiterStackBytes = 128 * 1024;
    private const int TooLong = 7; // E2BIG, the same everywhere
    private readonly TaskCompletionSource<ExitStatus> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly bool _detached;
    private bool _hasEnded;
    private bool _isReleased;

    private UnixChildProcess(ProcessIdentity identity, bool detached, ChildStreams streams)
        : base(streams)
    {
        Identity = identity;
        _detached = detached;
        new Thread(WaitForExit, WaiterStackBytes) { IsBackground = true, Name = $"child {Pid}" }.Start();
    }

    /// <inheritdoc/>
    public override ProcessIdentity Identity { get; }

    /// <inheritdoc/>
    public override Task<ExitStatus> Exit => _exit.Task;

    /// <inheritdoc/>
    public override ProcessUsage? Usage
    {
        get
        {
            lock (_gate)
                return OperatingSystem.IsLinux() && _hasEnded && !_isReleased ? LinuxUsage.Of(Pid) : null;
        }
    }

    /// <summary>Starts a program whose full path is known.</summary>
    public static UnixChildProcess Start(ChildSpec spec, string program)
    {
        using var streams = new ChildStreams(spec);
        var failure = UnixSpawn.Start(spec, program, streams.Given, out var pid);
        if (failure != 0)
            throw ProgramStartException.NotStarted(spec.Program, ReasonOf(failure, program));

        // Nobody but this object reaps the child, so it is still in the table, if only as a zombie.
        var identity = ProcessIdentity.Of(pid) ?? new ProcessIdentity(pid, 0);
        return new UnixChildProcess(identity, spec.Detached, streams);
    }

    /// <inheritdoc/>
    public override bool SignalGroup(StopSignal signal) => Group.Signal(signal);

    /// <inheritdoc/>
    public override async Task<bool> StopAsync(StopPatience patience, CancellationToken hurry = default)
    {
        Input?.Dispose();
        var isOver = await Group.EndAsync(patience, hurry).ConfigureAwait(false);
        if (isOver)
            await Exit.ConfigureAwait(false);
        return isOver;
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        lock (_gate)
        {
            _isReleased = true;
            if (_hasEnded)
                Settle();
            else if (!_detached)
                Group.Signal(StopSignal.Kill);
        }
    }

    private void WaitForExit()
    {
        var status = UnixProcess.WaitForExit(Pid);
        lock (_gate)
        {
            _hasEnded = true;
            if (_isReleased)
                Settle();
        }

        _exit.SetResult(status);
    }

    // In this order: the zombie keeps the group's number from being given to others.
    private void Settle()
    {
        if (!_detached)
            Group.Signal(StopSignal.Kill);
        UnixProcess.Reap(Pid);
    }

    private static string ReasonOf(int error, string program) => error switch
    {
        UnixError.NoEntry => $"the interpreter or loader that '{program}' asks for does not exist",
        UnixError.NotExecutableFormat => $"'{program}' is no program for this system, and no script with a first line '#!...'",
        TooLong => "its arguments and environment are too long for this system",
        _ => Marshal.GetPInvokeErrorMessage(error),
    };
}
