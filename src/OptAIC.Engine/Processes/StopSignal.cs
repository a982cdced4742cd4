namespace OptAIC.Engine.Processes;

/// <summary>Ways to tell a process to end; the values are the signals' numbers on every Unix.</summary>
internal enum StopSignal
{
    /// <summary>SIGINT: as Ctrl+C.</summary>
    Interrupt = 2,

    /// <summary>SIGTERM: end now, in order.</summary>
    Terminate = 15,

    /// <summary>SIGKILL: the kernel ends it.</summary>
    Kill = 9,
}
