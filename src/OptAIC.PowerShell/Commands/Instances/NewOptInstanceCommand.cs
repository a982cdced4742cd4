using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Creates instances, with their flows, from spec files or from a definition.</summary>
[Cmdlet(VerbsCommon.New, "OptInstance", SupportsShouldProcess = true, DefaultParameterSetName = DefinitionSet)]
[OutputType(typeof(OptInstance))]
public sealed class NewOptInstanceCommand : InstanceSpecCommand
{
    private const string DefinitionSet = "Definition";
    private const string BackpackSet = "Backpack";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string[] _paths = [];

    /// <summary>The definition, with or without a version.</summary>
    [Parameter(ParameterSetName = DefinitionSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The definition: name, name@1.2.0, or name@^1.2 for the newest that is compatible")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Definition { get; set; }

    /// <summary>Folder or archive of a workflow.</summary>
    [Parameter(ParameterSetName = BackpackSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Folder or archive of a workflow, with or without definition.yml: workflow/, data/data.yml, software/environment.yml, compute/compute.yml. Its sandbox, its data and its environment are prepared")]
    [ValidateNotNullOrEmpty]
    public string? Backpack { get; set; }

    /// <summary>Leave the data to the first run.</summary>
    [Parameter(ParameterSetName = BackpackSet, HelpMessage = "Leave the data of the backpack to be fetched by the first run")]
    public SwitchParameter SkipData { get; set; }

    /// <summary>Leave the environment to the first run.</summary>
    [Parameter(ParameterSetName = BackpackSet, HelpMessage = "Leave the environment of the backpack to be prepared by the first run")]
    public SwitchParameter SkipEnvironment { get; set; }

    /// <summary>Spec files; wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipeline = true, HelpMessage = "Spec file (YAML or JSON). Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Spec files, taken as they are written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Spec file (YAML or JSON), taken as it is written")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Short name; made from the definition's when left out.</summary>
    [Parameter(Position = 1, HelpMessage = "Short name, unique in the workspace. Default: the definition's name, with a number when it is taken")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>What it is; follows from the definition when left out.</summary>
    [Parameter(HelpMessage = "Type of the instance. Default: what the definition's kind makes")]
    public InstanceType? Type { get; set; }

    /// <summary>Directory of the workspace. Not from the pipeline: a file object has properties of its own that could be meant.</summary>
    [Parameter(HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == DefinitionSet)
        {
            ForItem(Name ?? Definition, () => Create(file: null));
            return;
        }

        if (ParameterSetName == BackpackSet)
        {
            ForItem(Backpack, () => Create(file: null));
            return;
        }

        foreach (var file in ProviderPaths.Resolve(this, _paths, ParameterSetName == LiteralPathSet))
        {
            ForItem(file, () => Create(file));
        }
    }

    private void Create(string? file)
    {
        var request = Said() with { SpecFile = file, Name = Name, Type = Type, Definition = Definition, Backpack = Backpack, SkipData = SkipData, SkipEnvironment = SkipEnvironment };

        // The check comes before the question.
        var preview = Workspace.Instances.Create(request, whatIf: true);
        if (this.ShouldProcess($"{preview.Name} ({preview.Type}, {preview.Definition})", Action(preview), out var reason))
        {
            WriteItem(Backpack is null ? Workspace.Instances.Create(request, whatIf: false, StopToken) : Prepare(request, preview.Name));
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItem(preview);
        }
    }

    // To fetch data and to prepare an environment can take its time.
    private OptInstance Prepare(InstanceRequest request, string name) => PreparationProgress.Run(
        this,
        $"Preparing {name}",
        (tell, stop) => Task.FromResult(Workspace.Instances.Create(request with { Tell = tell }, whatIf: false, stop)),
        StopToken);

    // What is asked about, and shown by -WhatIf, is all that would be made.
    private static string Action(OptInstance preview) => string.Join("; ",
    [
        preview.Flows.Count == 0 ? "Create the instance" : $"Create the instance with {string.Join(", ", preview.Flows.Select(f => SnakeCase.Of(f.Flow)))}",
        .. preview.Edges.Select(e => e.ToString()),
        .. preview.Config.Select(v => v.ToString()),
    ]);
}
