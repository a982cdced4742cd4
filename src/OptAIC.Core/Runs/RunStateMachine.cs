namespace OptAIC.Runs;

/// <summary>
/// <c>pending → running | failed | cancelled</c>; <c>running → completed | failed | cancelled</c>. The ends are final.
/// </summary>
public static class RunStateMachine
{
    /// <summary>Whether a run in this state has ended for good.</summary>
    public static bool IsFinal(RunStatus status) => status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    /// <summary>Whether a run may move from one state to another.</summary>
    public static bool CanMove(RunStatus from, RunStatus to) => (from, to) switch
    {
        (RunStatus.Pending, RunStatus.Running or RunStatus.Failed or RunStatus.Cancelled) => true,
        (RunStatus.Running, RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled) => true,
        _ => false,
    };

    /// <summary>Returns the new state, or refuses the move.</summary>
    /// <exception cref="InvalidOperationException">The state machine has no such move.</exception>
    public static RunStatus Move(RunStatus from, RunStatus to) =>
        CanMove(from, to) ? to : throw new InvalidOperationException($"a run cannot go from {from} to {to}");
}
