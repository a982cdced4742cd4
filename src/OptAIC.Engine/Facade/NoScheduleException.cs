using OptAIC.Errors;

namespace OptAIC.Engine.Facade;

/// <summary>A flow has no schedule that could be switched on or off.</summary>
/// <param name="flow">The flow.</param>
public sealed class NoScheduleException(string flow)
    : OptException("NoSchedule", ExitCode.Refused, $"{flow} has no schedule: somebody starts it", $"optaic schedule set {flow} --cron \"0 6 * * 1-5\" gives it one");
