using System.ComponentModel;
using System.Management.Automation;
using System.Text.Json;

namespace OptAIC.Commands;

/// <summary>Base of the cmdlets that scripts call inside a run. They report through a file, so that whatever becomes of a script's output reaches nobody's messages.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ProgramCommand : OptCommand
{
    private OptRunContext? _context;

    /// <summary>The run that this script belongs to.</summary>
    private protected OptRunContext Context => _context ??= Find();

    /// <inheritdoc/>
    protected override void BeginProcessing() => _ = Context;

    /// <summary>Reports a message to the runner.</summary>
    /// <param name="word">What it is.</param>
    /// <param name="write">Writes its fields.</param>
    private protected void Report(string word, Action<Utf8JsonWriter> write) => Do(() => ReportFile.Append(Context.Report, word, write));

    /// <summary>Does something with files; what goes wrong ends the script's statement.</summary>
    private protected void Do(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (ErrorRecords.IsExpected(error))
        {
            ThrowTerminatingError(ErrorRecords.Of(error, Context.Instance));
        }
    }

    private OptRunContext Find()
    {
        try
        {
            if (RunContextFile.Current() is { } context)
            {
                return context;
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorRecords.InvalidRunContext(unreadable));
        }

        ThrowTerminatingError(ErrorRecords.NotInRun(MyInvocation.MyCommand.Name));
        throw new PipelineStoppedException();
    }
}
