using System.Collections;
using System.Management.Automation;
using OptAIC.Contracts;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Promotes instances: a dataset to a signal in place, through the stages, or a model to another of its versions; and back. Whoever goes forward passes the contracts.</summary>
[Cmdlet(VerbsData.Publish, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptPromotion), typeof(OptInstance))]
public sealed class PublishOptInstanceCommand : InstanceChangeCommand
{
    /// <summary>The type that it becomes.</summary>
    [Parameter(HelpMessage = "Make a dataset a signal in place, or a signal a dataset again")]
    [ValidateSet("Signal", "Dataset")]
    public string? To { get; set; }

    /// <summary>The stage that it comes to.</summary>
    [Parameter(HelpMessage = "Stage: Draft, Staging or Official; one step forward at a time, back as far as you like")]
    public InstanceStage? Stage { get; set; }

    /// <summary>The version of a model that predictions are made with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Version of a model that predictions are made with from now on: its beginning is enough, latest is the one trained last")]
    [ValidateNotNullOrEmpty]
    public string? ModelVersion { get; set; }

    /// <summary>Values of the signal's spec.</summary>
    [Parameter(HelpMessage = "Values of the signal's spec, for example @{ min = -3; max = 3 }. They win over those of -SignalSpecPath")]
    [ValidateNotNull]
    public IDictionary? SignalSpec { get; set; }

    /// <summary>File with the signal's spec.</summary>
    [Parameter(HelpMessage = "File with the spec of the signal, in YAML or JSON")]
    [ValidateNotNullOrEmpty]
    public string? SignalSpecPath { get; set; }

    /// <summary>Why.</summary>
    [Parameter(HelpMessage = "Why; kept with the instance")]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>A stage may be left out.</summary>
    [Parameter(HelpMessage = "A stage may be left out; contracts are checked all the same")]
    public SwitchParameter Force { get; set; }

    /// <summary>Write the instance as it is afterwards.</summary>
    [Parameter(HelpMessage = "Return the instance, as it is afterwards")]
    public override SwitchParameter PassThru { get; set; }

    private protected override void Change(OptInstance instance)
    {
        var request = Request();
        var id = instance.Id.ToString("D");

        // The check comes before the question.
        var preview = Await(Workspace.Instances.PublishAsync(id, request, whatIf: true, StopToken));
        if (!preview.Changed)
        {
            WriteDone(preview);
            return;
        }

        if (this.ShouldProcess(preview.Name, $"Publish {preview}", out var reason))
        {
            WriteDone(Await(Workspace.Instances.PublishAsync(id, request, whatIf: false, StopToken)));
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItem(preview);
        }
    }

    private PublishRequest Request() => new()
    {
        To = To is null ? null : To.Equals("Signal", StringComparison.OrdinalIgnoreCase) ? InstanceType.SignalInstance : InstanceType.DatasetInstance,
        Stage = Stage,
        ModelVersion = ModelVersion,
        SignalSpecFile = SignalSpecPath is null ? null : ProviderPaths.Resolve(this, [SignalSpecPath], literal: true).FirstOrDefault(),
        SignalSpec = SignalSpec is null ? [] : ConfigAssignments.Of(SignalSpec),
        Reason = Reason,
        Force = Force,
    };

    private void WriteDone(OptPromotion promotion)
    {
        WriteVerbose(promotion.ToString());
        if (PassThru)
        {
            WriteItem(Workspace.Instances.Get(promotion.InstanceId.ToString("D")));
        }
    }
}
