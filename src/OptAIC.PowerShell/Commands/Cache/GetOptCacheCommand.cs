using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Gets the entries of the cache with the instances that refer to them, the largest first.</summary>
[Cmdlet(VerbsCommon.Get, "OptCache")]
[OutputType(typeof(OptCacheEntry))]
public sealed class GetOptCacheCommand : CacheCommand
{
    private protected override void Act(IReadOnlyList<string> keys) => WriteItems(Workspace.Cache.List(keys, Kind));
}
