using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Gets what the run that started this script is for: config, inputs, output folder.</summary>
[Cmdlet(VerbsCommon.Get, "OptRunContext")]
[OutputType(typeof(OptRunContext))]
public sealed class GetOptRunContextCommand : ProgramCommand
{
    /// <summary>A context file to read instead; for example that of a run that has ended.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "A context file to read instead of that of this run")]
    [Alias("PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is null)
        {
            WriteObject(Context);
            return;
        }

        foreach (var file in ProviderPaths.Resolve(this, [Path], literal: true))
        {
            try
            {
                WriteObject(RunContextFile.Read(file));
            }
            catch (Exception unreadable) when (unreadable is InvalidDataException)
            {
                WriteError(ErrorRecords.InvalidRunContext(unreadable));
            }
            catch (Exception error) when (ErrorRecords.IsExpected(error))
            {
                WriteError(ErrorRecords.Of(error, file));
            }
        }
    }
}
