namespace OptAIC.Engine.Processes;

/// <summary>
/// In a child: notices that its parent is gone, however that ended, by the end of file on the pipe that the parent holds open.
/// </summary>
internal sealed class LifelineWatcher : IDisposable
{
    private const int StackBytes = 128 * 1024;
    private readonly CancellationTokenSource _lost = new();
    private readonly Stream _input;

    /// <summary>Watches from now on; a request that the parent writes first has been read before.</summary>
    /// <param name="input">The pipe. What still arrives on it is read and dropped.</param>
    public LifelineWatcher(Stream input)
    {
        _input = input;
        new Thread(ReadToEnd, StackBytes) { IsBackground = true, Name = "lifeline" }.Start();
    }

    /// <summary>Cancelled once the parent is gone, or has closed the pipe to ask for the end. Its callbacks run on the watching thread.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Watches standard input.</summary>
    public static LifelineWatcher OnStandardInput() => new(Console.OpenStandardInput());

    /// <summary>Frees the token. The thread ends with the pipe, or with the process.</summary>
    public void Dispose() => _lost.Dispose();

    private void ReadToEnd()
    {
        Span<byte> dropped = stackalloc byte[256];
        try
        {
            while (_input.Read(dropped) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // A broken pipe is an end of file.
        }

        try
        {
            _lost.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Nobody is interested any more.
        }
    }
}
