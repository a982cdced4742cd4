using System.Runtime.InteropServices;

namespace OptAIC.Cli.Execution;

/// <summary>
/// Turns Ctrl+C, a termination request and a closed terminal into a cancelled token, so that work can end properly.
/// The second Ctrl+C has its usual effect: the process is gone at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Begins to listen.</summary>
    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        signal.Cancel = true;
        _source.Cancel();
    }
}
