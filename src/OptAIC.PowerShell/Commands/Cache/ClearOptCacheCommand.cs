using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Removes entries of the cache that no instance refers to; never one that a run uses.</summary>
[Cmdlet(VerbsCommon.Clear, "OptCache", SupportsShouldProcess = true)]
[OutputType(typeof(OptCacheRemoval))]
public sealed class ClearOptCacheCommand : CacheCommand
{
    /// <summary>Only old ones.</summary>
    [Parameter(HelpMessage = "Only entries that were made longer ago: 30d, 12h, or seconds")]
    [DurationTransformation]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Also those that are referred to.</summary>
    [Parameter(HelpMessage = "Also entries that instances refer to; they are fetched or made anew when they are needed. What a run uses is kept all the same")]
    public SwitchParameter All { get; set; }

    /// <summary>Return what became of each.</summary>
    [Parameter(HelpMessage = "Return what became of each entry, those that are kept with the reason")]
    public SwitchParameter PassThru { get; set; }

    private protected override void Act(IReadOnlyList<string> keys)
    {
        var request = new CacheClearRequest { Keys = keys, Kind = Kind, OlderThan = OlderThan, All = All };
        var planned = Workspace.Cache.PlanClear(request);
        var agreed = planned.Where(r => r.IsRemoved && ShouldProcess($"{SnakeCase.Of(r.Kind)} {r.Key} ({r.Size} bytes)", "Remove from the cache")).Select(r => r.Key).ToList();
        foreach (var kept in planned.Where(r => !r.IsRemoved))
        {
            WriteVerbose($"{kept.Key} is kept: {kept.KeptBecause}");
        }

        var removed = agreed.Count == 0 ? [] : Workspace.Cache.Clear(request with { Keys = agreed }, StopToken);
        WriteItems(PassThru ? removed.Concat(planned.Where(r => !r.IsRemoved)) : []);
    }
}
