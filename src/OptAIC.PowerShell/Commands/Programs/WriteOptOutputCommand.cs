using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Writes objects as rows into the output of the run that started this script, or says how far its data go.</summary>
[Cmdlet(VerbsCommunications.Write, "OptOutput")]
[OutputType(typeof(PSObject))]
public sealed class WriteOptOutputCommand : ProgramCommand
{
    private RowFile? _rows;

    /// <summary>Objects, a row each; their properties are the columns.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "Objects, a row each; their properties are the columns. A dataset needs date and entity")]
    public PSObject? InputObject { get; set; }

    /// <summary>Name of the file, without <c>.csv</c>.</summary>
    [Parameter(Position = 0, HelpMessage = "Name of the file in the output folder, without .csv")]
    [ValidatePattern(@"^[A-Za-z0-9_][A-Za-z0-9._-]*$")]
    public string Name { get; set; } = "output";

    /// <summary>Latest date in the data, when it is later than that of the rows, or there are none.</summary>
    [Parameter(HelpMessage = "Latest date in the data, for example 2024-03-29; default: the latest in the rows")]
    [DateTransformation]
    public DateOnly? LastDataDate { get; set; }

    /// <summary>Write the objects to the pipeline too.</summary>
    [Parameter(HelpMessage = "Write the objects to the pipeline too")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        try
        {
            _rows ??= new RowFile(Path.Combine(Context.Output, Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Name : Name + ".csv"));
            _rows.Write(InputObject);
        }
        catch (RowShapeException mismatch)
        {
            ThrowTerminatingError(ErrorRecords.ColumnMismatch(mismatch, InputObject));
        }
        catch (Exception error) when (ErrorRecords.IsExpected(error))
        {
            ThrowTerminatingError(ErrorRecords.Of(error, Name));
        }

        if (PassThru)
        {
            WriteObject(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Do(() => _rows?.Dispose());
        _rows = null;
        if (LastDataDate is { } date)
        {
            Report("output", json => json.WriteString("last_data_date", date.ToString("O")));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _rows?.Dispose();
        base.Dispose(disposing);
    }
}
