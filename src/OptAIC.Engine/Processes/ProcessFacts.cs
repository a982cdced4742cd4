namespace OptAIC.Engine.Processes;

/// <summary>What the system tells about one process.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="Group">Process group; 0 on Windows.</param>
/// <param name="Session">Session; 0 on Windows.</param>
/// <param name="StartTime">In the unit of <see cref="ProcessIdentity.StartTime"/>.</param>
/// <param name="IsDead">It has ended and only waits to be reaped.</param>
internal readonly record struct ProcessFacts(int Pid, int Group, int Session, long StartTime, bool IsDead);
