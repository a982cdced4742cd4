using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>A child by CreateProcess in its own job object.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsChildProcess : ChildProcess
{
    private const int FirstPauseMs = 1;
    private const int LongestPauseMs = 50;
    private static readonly TimeSpan s_afterKill = TimeSpan.FromSeconds(5);
    private readonly TaskCompletionSource<ExitStatus> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SafeProcessHandle _process;
    private readonly WindowsJob _job;
    private readonly bool _detached;

    private WindowsChildProcess(SafeProcessHandle process, ProcessIdentity identity, WindowsJob job, bool detached, ChildStreams streams)
        : base(streams)
    {
        _process = process;
        _job = job;
        _detached = detached;
        Identity = identity;
        var ended = new ManualResetEvent(false) { SafeWaitHandle = WindowsProcess.WaitHandleOf(process) };
        ThreadPool.RegisterWaitForSingleObject(ended, (_, _) => OnEnded(ended), null, Timeout.Infinite, executeOnlyOnce: true);
    }

    /// <inheritdoc/>
    public override ProcessIdentity Identity { get; }

    /// <inheritdoc/>
    public override Task<ExitStatus> Exit => _exit.Task;

    /// <summary>Starts a program whose full path is known.</summary>
    public static WindowsChildProcess Start(ChildSpec spec, string program)
    {
        if (Path.GetExtension(program).ToUpperInvariant() is ".BAT" or ".CMD")
            throw ProgramStartException.NotStarted(spec.Program, "batch files are run by a shell, which reads arguments in its own way", "Name 'cmd.exe' as the program, with the arguments '/d', '/c' and the file.");

        var job = new WindowsJob(killOnClose: !spec.Detached);
        try
        {
            using var streams = new ChildStreams(spec);
            var process = WindowsSpawn.Start(spec, program, streams.Given, job, out var pid)
                ?? throw new Win32Exception(Marshal.GetLastPInvokeError());
            var identity = new ProcessIdentity(pid, WindowsProcess.FactsOf(process, pid)?.StartTime ?? 0);
            return new WindowsChildProcess(process, identity, job, spec.Detached, streams);
        }
        catch (Exception e)
        {
            job.Dispose();
            if (e is Win32Exception refusal)
                throw ProgramStartException.NotStarted(spec.Program, ReasonOf(refusal, program));
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool SignalGroup(StopSignal signal)
    {
        var wasAlive = _job.IsAlive;
        if (signal == StopSignal.Kill)
            _job.Kill();
        return wasAlive;
    }

    /// <inheritdoc/>
    public override async Task<bool> StopAsync(StopPatience patience, CancellationToken hurry = default)
    {
        Input?.Dispose();
        if (await EndsWithinAsync(patience.AfterInterrupt + patience.AfterTerminate, hurry).ConfigureAwait(false))
            return true;
        _job.Kill();
        return await EndsWithinAsync(s_afterKill, CancellationToken.None).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        if (!_detached)
            _job.Kill();
        _job.Dispose();
    }

    private async Task<bool> EndsWithinAsync(TimeSpan wait, CancellationToken hurry)
    {
        var deadline = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        for (var pauseMs = FirstPauseMs; _job.IsAlive; pauseMs = Math.Min(2 * pauseMs, LongestPauseMs))
        {
            if (hurry.IsCancellationRequested || Environment.TickCount64 >= deadline)
                return false;
            await Task.Delay(pauseMs, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private void OnEnded(ManualResetEvent ended)
    {
        _exit.SetResult(WindowsProcess.ExitCodeOf(_process) is { } code ? ExitStatus.Exited(code) : ExitStatus.Unknown);
        ended.Dispose();
        _process.Dispose();
    }

    private static string ReasonOf(Win32Exception refusal, string program) => refusal.NativeErrorCode switch
    {
        WindowsError.BadExecutable => $"'{program}' is no program for this system",
        _ => refusal.Message,
    };
}
