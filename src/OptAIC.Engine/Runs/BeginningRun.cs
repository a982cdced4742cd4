using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Runs;

/// <summary>A run that is just beginning: the registry hears of it a moment before its record is written.</summary>
internal static class BeginningRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Waits for the record of a run that the registry knows; <c>false</c> when it does not come.</summary>
    public static bool IsWritten(InstancePaths paths, Guid run) => SpinWait.SpinUntil(() => File.Exists(paths.RunRecord(run)), Patience);
}
