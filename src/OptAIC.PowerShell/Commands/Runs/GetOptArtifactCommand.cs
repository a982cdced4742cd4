using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Gets the files that runs left.</summary>
[Cmdlet(VerbsCommon.Get, "OptArtifact", DefaultParameterSetName = "Instance")]
[OutputType(typeof(OptArtifact))]
public sealed class GetOptArtifactCommand : RunResultCommand
{
    private protected override void Write(OptRun run) => WriteItems(run.Artifacts);
}
