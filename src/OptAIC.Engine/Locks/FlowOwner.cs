using OptAIC.Engine.Documents;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Locks;

/// <summary>Whether the owner that a lock file names is still there.</summary>
internal enum OwnerState
{
    /// <summary>Alive on this host.</summary>
    Alive,

    /// <summary>On another host or in another container; its lease has not run out.</summary>
    AliveElsewhere,

    /// <summary>On another host; its lease has run out. Busy all the same: nobody here can know.</summary>
    SilentElsewhere,

    /// <summary>Was on this host, and is gone.</summary>
    Dead,
}

/// <summary>Judges a lock file without touching the guard.</summary>
internal static class FlowOwner
{
    public static OwnerState StateOf(LockDocument owner, DateTimeOffset now) => RelationTo(owner) switch
    {
        HostRelation.Same => ProcessIdentity.TryParse(owner.Process, out var process) && process.IsAlive ? OwnerState.Alive : OwnerState.Dead,
        HostRelation.EarlierBoot => OwnerState.Dead,
        _ => now <= owner.LeaseUntil ? OwnerState.AliveElsewhere : OwnerState.SilentElsewhere,
    };

    /// <summary>Whether a free guard proves that this owner is gone: it is, on every host that shares this kernel's locks.</summary>
    public static bool SharesLocks(LockDocument owner) => RelationTo(owner) != HostRelation.Other;

    /// <summary>The owner in one line, for people.</summary>
    public static string Describe(LockDocument owner) =>
        $"run {owner.RunId:D}, process {owner.Pid} of {owner.User} on {owner.Host}, since {owner.AcquiredAt.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}";

    private static HostRelation RelationTo(LockDocument owner) =>
        HostIdentity.TryParse(owner.HostId, owner.Host, out var host) ? HostIdentity.Current.RelationTo(host!) : HostRelation.Other;
}
