using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Reports a number of the run that started this script.</summary>
[Cmdlet(VerbsCommunications.Write, "OptMetric")]
[OutputType(typeof(OptMetric))]
public sealed class WriteOptMetricCommand : ProgramCommand
{
    /// <summary>Name of the metric.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the metric, for example sharpe")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Its value; <c>$null</c> when it is not defined.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Its value, a finite number; $null when it is not defined")]
    [AllowNull]
    public double? Value { get; set; }

    /// <summary>Write the metric to the pipeline too.</summary>
    [Parameter(HelpMessage = "Write the metric to the pipeline too")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Value is { } number && !double.IsFinite(number))
        {
            WriteError(ErrorRecords.NotFinite(Name, number));
            return;
        }

        Report("metric", json =>
        {
            json.WriteString("name", Name);
            if (Value is { } value)
            {
                json.WriteNumber("value", value);
            }
            else
            {
                json.WriteNull("value");
            }
        });
        if (PassThru)
        {
            WriteObject(new OptMetric(Context.Instance, Context.RunId, Name, Value));
        }
    }
}
