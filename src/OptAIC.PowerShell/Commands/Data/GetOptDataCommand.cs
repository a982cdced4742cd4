using System.Data;
using System.Management.Automation;
using OptAIC.Engine.Facade;
using OptAIC.Model;

namespace OptAIC.Commands;

/// <summary>Reads what a dataset or signal has published, as it was known at an instant.</summary>
[Cmdlet(VerbsCommon.Get, "OptData")]
[OutputType(typeof(PSObject), typeof(DataTable))]
public sealed class GetOptDataCommand : WorkspaceCommand
{
    /// <summary>Instances whose data are wanted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of the instance whose data are wanted, its id or the path of its directory")]
    [Alias("Name")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNullOrEmpty]
    public InstanceReference[] Instance { get; set; } = [];

    /// <summary>The flow whose data are wanted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The flow whose data are wanted. Default: the only one; inference for a model")]
    public FlowKind? Flow { get; set; }

    /// <summary>Instant up to which values may have become known.</summary>
    [Parameter(HelpMessage = "Only what was known at this instant; a date means the end of that day. Default: now")]
    [InstantTransformation]
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>First date.</summary>
    [Parameter(HelpMessage = "First date, for example 2024-01-01")]
    [DateTransformation]
    public DateOnly? From { get; set; }

    /// <summary>Last date.</summary>
    [Parameter(HelpMessage = "Last date, for example 2024-03-29")]
    [DateTransformation]
    public DateOnly? To { get; set; }

    /// <summary>Columns; all when left out.</summary>
    [Parameter(HelpMessage = "Only these value columns")]
    [ValidateNotNullOrEmpty]
    public string[] Column { get; set; } = [];

    /// <summary>Entities; all when left out.</summary>
    [Parameter(HelpMessage = "Only these entities, for example AAPL, MSFT")]
    [ValidateNotNullOrEmpty]
    public string[] Entity { get; set; } = [];

    /// <summary>Most rows.</summary>
    [Parameter(HelpMessage = "Most rows")]
    [ValidateRange(1, int.MaxValue)]
    public int? Limit { get; set; }

    /// <summary>Write a table instead of objects.</summary>
    [Parameter(HelpMessage = "Return one System.Data.DataTable instead of an object per row: faster for many rows")]
    public SwitchParameter AsTable { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var instance in Instance)
        {
            ForItem(instance, () => Write(instance));
        }
    }

    private void Write(InstanceReference instance)
    {
        var rows = Workspace.Data.Read(instance.Text, new DataQuery { Flow = Flow ?? instance.Flow, AsOf = AsOf, From = From, To = To, Columns = Column, Entities = Entity, Limit = Limit });
        if (AsTable)
        {
            WriteObject(RowShapes.Table(instance.ToString(), rows, StopToken), enumerateCollection: false);
            return;
        }

        foreach (var row in rows.Rows)
        {
            WriteObject(RowShapes.Object(rows.Columns, row));
        }
    }
}
