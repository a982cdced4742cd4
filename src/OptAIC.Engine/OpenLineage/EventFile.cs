using OptAIC.Engine.Files;

namespace OptAIC.Engine.OpenLineage;

/// <summary>A file that takes one lineage event per line.</summary>
internal sealed class EventFile(string path) : IEventReceiver
{
    public Task SendAsync(byte[] lineageEvent, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var log = AppendLog.Open(path);
            log.Append(lineageEvent, Durability.Knowledge);
            return Task.CompletedTask;
        }
        catch (Exception refused) when (refused is StorageException || StorageException.IsRefusal(refused))
        {
            throw new EventNotDeliveredException(refused.Message, refused);
        }
    }

    public void Dispose()
    {
    }
}
