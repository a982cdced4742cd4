using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;
using OptAIC.Models;

namespace OptAIC.Commands;

/// <summary>Gets the versions that the trainings of models have made, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "OptModel")]
[OutputType(typeof(OptModel))]
public sealed class GetOptModelCommand : WorkspaceCommand
{
    /// <summary>Models whose versions are wanted; all when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of a model, its id or the path of its directory. Wildcards are allowed, and selectors: +name, tag:nightly, status:stale. Default: all")]
    [Alias("Name")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Instance { get; set; } = [new("*")];

    /// <summary>Only versions of this stage.</summary>
    [Parameter(Position = 1, HelpMessage = "Only versions of this stage: Candidate, Active or Retired")]
    public ModelStage? Stage { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var reference in Instance)
        {
            ForItem(reference, () => Write(reference));
        }
    }

    private void Write(InstanceReference reference)
    {
        IEnumerable<string> models = reference.IsPattern
            ? Workspace.Instances.List(new InstanceFilter { Names = [reference.Text], Type = InstanceType.ModelInstance }).Where(i => i.Flows.Any(f => f.Flow == FlowKind.Training)).Select(i => i.Id.ToString("D"))
            : [reference.Text];
        foreach (var model in models)
        {
            WriteItems(Workspace.Instances.ModelsOf(model).Where(m => Stage is null || m.Stage == Stage));
        }
    }
}
