namespace OptAIC.Engine.OpenLineage;

/// <summary>Takes lineage events.</summary>
internal interface IEventReceiver : IDisposable
{
    /// <summary>Hands one event over.</summary>
    /// <exception cref="EventRefusedException">It will never be taken; the next may be.</exception>
    /// <exception cref="EventNotDeliveredException">It was not taken now.</exception>
    Task SendAsync(byte[] lineageEvent, CancellationToken cancellation);
}
