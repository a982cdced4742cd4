using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Stops all running flows of instances.</summary>
[Cmdlet(VerbsLifecycle.Stop, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptInstance))]
public sealed class StopOptInstanceCommand : InstanceChangeCommand
{
    /// <summary>How long a run is given to end by itself.</summary>
    [Parameter(HelpMessage = "How long the run is given to end by itself before it is ended by force: 10s, 1m, or seconds. Default: 15s")]
    [DurationTransformation]
    public TimeSpan? Patience { get; set; }

    private protected override void Change(OptInstance instance)
    {
        if (!ShouldProcess(instance.Name, "Stop the running flows"))
        {
            return;
        }

        foreach (var stopped in Await(Workspace.Instances.StopAsync(instance.Id.ToString("D"), Patience, StopToken)))
        {
            WriteVerbose($"{stopped.Flow}: {stopped.Outcome}");
        }

        if (PassThru)
        {
            WriteItem(instance);
        }
    }
}
