namespace OptAIC.Engine.Processes;

/// <summary>
/// A program in a session and process group of its own (on Windows: in a job object of its own), out of reach of the terminal's Ctrl+C
/// and hang-up.
/// </summary>
/// <remarks>
/// On Unix the child that has ended stays a zombie until <see cref="Dispose"/> reaps it. Its id and its group's number thus remain taken, and no
/// signal to the group can meet a stranger. Nobody else's children are waited for, so a host that uses its own processes is not disturbed.
/// </remarks>
internal abstract class ChildProcess : IDisposable
{
    private bool _isDisposed;

    /// <summary>Takes the parent's ends of the streams.</summary>
    protected ChildProcess(ChildStreams streams) => (Input, Output, Error) = streams.Keep();

    /// <summary>Starts a program.</summary>
    /// <exception cref="ProgramStartException">It was not found, or could not be started.</exception>
    /// <exception cref="Files.StorageException">An output file could not be opened.</exception>
    public static ChildProcess Start(ChildSpec spec)
    {
        spec.Check();
        var program = ProgramPath.Resolve(spec.Program, spec.WorkingDirectory, spec.Environment);
        return OperatingSystem.IsWindows() ? WindowsChildProcess.Start(spec, program) : UnixChildProcess.Start(spec, program);
    }

    /// <summary>Process id.</summary>
    public int Pid => Identity.Pid;

    /// <summary>Which process it is, also once it has ended.</summary>
    public abstract ProcessIdentity Identity { get; }

    /// <summary>The group it leads, to be recorded so that it can be ended when the parent is gone.</summary>
    public ProcessGroup Group => new(Identity);

    /// <summary>The child's standard input, unbuffered, when it is a pipe; closing it is the end of file.</summary>
    public Stream? Input { get; }

    /// <summary>The child's standard output when it is a pipe. Ends when every process that inherited it has ended. Reads block a thread.</summary>
    public Stream? Output { get; }

    /// <summary>The child's standard error, as <see cref="Output"/>.</summary>
    public Stream? Error { get; }

    /// <summary>Completes when the child has ended; its own children may run on.</summary>
    public abstract Task<ExitStatus> Exit { get; }

    /// <summary>What it used, once it has ended and until it is disposed; <c>null</c> where the system does not tell.</summary>
    public virtual ProcessUsage? Usage => null;

    /// <summary>Sends a signal to the child's whole group, unless it is gone. On Windows only <see cref="StopSignal.Kill"/> does anything.</summary>
    /// <returns>Whether there was anybody left.</returns>
    public abstract bool SignalGroup(StopSignal signal);

    /// <summary>
    /// Ends the child and its group: end of file on its input and SIGINT, wait, SIGTERM, wait, SIGKILL. Windows knows the end of file and the
    /// job object's end. Also ends what a child that has ended left behind.
    /// </summary>
    /// <param name="patience">The waits.</param>
    /// <param name="hurry">Cuts the waits short.</param>
    /// <returns><c>false</c> when somebody survives: another user's process, or one that the kernel cannot end.</returns>
    public abstract Task<bool> StopAsync(StopPatience patience, CancellationToken hurry = default);

    /// <summary>Closes the streams, ends an attached child and its group at once, and leaves no zombie. A detached child is left alone.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        Input?.Dispose();
        Output?.Dispose();
        Error?.Dispose();
        Release();
    }

    /// <summary>The rest of <see cref="Dispose"/>, called once.</summary>
    protected abstract void Release();
}
