using System.Management.Automation;
using OptAIC.Definitions;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Makes the folder of a new definition, with an example that runs.</summary>
[Cmdlet(VerbsCommon.New, "OptDefinition", SupportsShouldProcess = true, DefaultParameterSetName = KindSet)]
[OutputType(typeof(OptDefinitionScaffold))]
public sealed class NewOptDefinitionCommand : OptCommand
{
    private const string KindSet = "Kind";
    private const string WorkflowSet = "FromWorkflow";

    /// <summary>The kind.</summary>
    [Parameter(ParameterSetName = KindSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Kind of the definition, such as PipelineDef")]
    public DefinitionKind Kind { get; set; }

    /// <summary>What it runs.</summary>
    [Parameter(ParameterSetName = KindSet, HelpMessage = "What the example runs. Default: the first that the kind has of Powershell, Python, Shell, Builtin, Expression")]
    public ScaffoldEntry? Entry { get; set; }

    /// <summary>A program to put a workflow around.</summary>
    [Parameter(ParameterSetName = WorkflowSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "A .ps1, .py or .sh file, around which a WorkflowDef is made; it is copied")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string FromWorkflow { get; set; } = "";

    /// <summary>Name of the definition.</summary>
    [Parameter(Position = 1, HelpMessage = "Name of the definition. Default: made from the kind, or the program")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The folder to make.</summary>
    [Parameter(HelpMessage = "Folder to make, missing or empty. Default: named after the definition, in the current location")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Name, () =>
    {
        var program = ParameterSetName == WorkflowSet ? ProviderPaths.Resolve(this, [FromWorkflow], literal: true).FirstOrDefault() : null;
        if (ParameterSetName == WorkflowSet && program is null)
        {
            return;
        }

        var name = Name ?? (program is null ? DefinitionFacade.NameFor(Kind) : System.IO.Path.GetFileNameWithoutExtension(program));
        foreach (var folder in ProviderPaths.Resolve(this, [Path ?? name], literal: true))
        {
            if (ShouldProcess(folder, $"Make the definition {name}"))
            {
                WriteObject(program is null ? DefinitionFacade.New(Kind, name, folder, Entry) : DefinitionFacade.NewFromProgram(program, name, folder));
            }
        }
    });
}
