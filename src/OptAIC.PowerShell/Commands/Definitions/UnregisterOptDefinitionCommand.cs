using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Takes registered versions out of the workspace; their folders go to its trash.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "OptDefinition", SupportsShouldProcess = true, DefaultParameterSetName = NameSet)]
[OutputType(typeof(OptDefinition))]
public sealed class UnregisterOptDefinitionCommand : WorkspaceCommand
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";

    /// <summary>Names with a version.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, HelpMessage = "Name and version of a definition, such as csv_prices@1.0.0. The name alone where there is one version")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Definitions, as <c>Get-OptDefinition</c> writes them.</summary>
    [Parameter(ParameterSetName = InputObjectSet, Mandatory = true, ValueFromPipeline = true, HelpMessage = "A definition from Get-OptDefinition")]
    [ValidateNotNull]
    public OptDefinition[] InputObject { get; set; } = [];

    /// <summary>Remove although instances use it.</summary>
    [Parameter(HelpMessage = "Remove although instances use it; they then have the status Error")]
    public SwitchParameter Force { get; set; }

    /// <summary>Write the definition as it was.</summary>
    [Parameter(HelpMessage = "Return the definition, as it was before")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in ParameterSetName == NameSet ? Name : InputObject.Select(d => d.ToString()))
        {
            ForItem(reference, () => Unregister(reference));
        }
    }

    private void Unregister(string reference)
    {
        if (!ShouldProcess(reference, "Move the registered version to the trash"))
        {
            return;
        }

        var removed = Workspace.Definitions.Remove(reference, Force);
        WriteVerbose($"{removed.Definition} is in {removed.TrashPath}");
        if (PassThru)
        {
            WriteItem(removed.Definition);
        }
    }
}
