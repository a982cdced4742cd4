using System.ComponentModel;
using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Base of all cmdlets: ends its work at once however the pipeline ends, and turns expected exceptions into error records.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OptCommand : PSCmdlet, IDisposable
{
    // Never disposed: StopProcessing may come after Dispose, and without a timer it holds nothing.
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled when the pipeline is stopped, and when anything downstream ends it.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>Ends the work.</summary>
    public void Dispose()
    {
        // Select-Object -First and a throw downstream end a pipeline without StopProcessing.
        _stop.Cancel();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases what the cmdlet holds.</summary>
    /// <param name="disposing">Always <c>true</c>; there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Works on one item; an error is about this item, and the next one has its turn.</summary>
    private protected virtual void ForItem(object? item, Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (ErrorRecords.IsExpected(error))
        {
            WriteError(ErrorRecords.Of(error, item));
        }
    }

    /// <summary>Waits for a task on the pipeline's thread.</summary>
    private protected static T Await<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
