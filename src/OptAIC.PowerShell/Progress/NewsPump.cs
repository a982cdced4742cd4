using System.Threading.Channels;

namespace OptAIC.Commands;

/// <summary>Runs work aside and brings its news to the calling thread, the only one that may write to a pipeline.</summary>
internal static class NewsPump
{
    private const int MostNewsWaiting = 256;

    private static readonly TimeSpan BetweenBeats = TimeSpan.FromMilliseconds(250);

    // The work has been told to end; whatever it still holds ends with the runner's lifeline.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs the work to its end, or cancels it when the caller is stopped or <paramref name="onNews"/> throws. <paramref name="onBeat"/> is called in silence.</summary>
    public static TResult Run<TNews, TResult>(
        Func<IProgress<TNews>, CancellationToken, Task<TResult>> work, Action<TNews> onNews, Action onBeat, CancellationToken stop)
    {
        var channel = Channel.CreateBounded<TNews>(new BoundedChannelOptions(MostNewsWaiting) { SingleReader = true });
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var task = Task.Run(
            async () =>
            {
                try
                {
                    return await work(new ChannelProgress<TNews>(channel.Writer, abandon.Token), abandon.Token).ConfigureAwait(false);
                }
                finally
                {
                    channel.Writer.Complete();
                }
            },
            CancellationToken.None);
        try
        {
            while (IsThereMore(channel.Reader, onBeat, stop))
            {
                while (channel.Reader.TryRead(out var news))
                {
                    onNews(news);
                }
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            if (!task.IsCompleted)
            {
                abandon.Cancel();
                Task.WaitAny([task], Patience);
            }
        }
    }

    private static bool IsThereMore<TNews>(ChannelReader<TNews> reader, Action onBeat, CancellationToken stop)
    {
        var more = reader.WaitToReadAsync(stop).AsTask();
        while (Task.WaitAny([more], BetweenBeats) < 0)
        {
            onBeat();
        }

        return more.GetAwaiter().GetResult();
    }

    /// <summary>Waits for room in the channel: news must not be lost, and must not pile up.</summary>
    private sealed class ChannelProgress<TNews>(ChannelWriter<TNews> writer, CancellationToken abandoned) : IProgress<TNews>
    {
        public void Report(TNews value)
        {
            try
            {
                writer.WriteAsync(value, abandoned).AsTask().GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // Nobody reads any more.
            }
        }
    }
}
