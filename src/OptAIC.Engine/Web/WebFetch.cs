using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Web;

/// <summary>
/// Fetches a URL into a file. A server that is silent for too long is given up; what broke off is gone on with where the server can, as long as it is
/// the same content; what passes by itself is tried again after growing waits.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="time">The clock of the waits.</param>
internal sealed class WebFetch(HttpClient client, TimeProvider time)
{
    private const int BufferSize = 128 * 1024;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Fetches it.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="file">The file to make.</param>
    /// <param name="known">Validators of content that is there already: when it is still that, nothing is fetched.</param>
    /// <param name="limits">How often and how long it is tried, and how much is taken at most.</param>
    /// <param name="progress">Told the bytes so far, and all of them where the server says how many.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What was fetched; <c>null</c> when what is there is still current.</returns>
    /// <exception cref="WebFetchException">It cannot be had.</exception>
    public async Task<WebContent?> FetchAsync(string url, string file, WebValidators? known, WebLimits limits, Action<long, long?> progress, CancellationToken cancellation)
    {
        WebValidators? begun = null;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var length = File.Exists(file) ? new FileInfo(file).Length : 0;
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                var resumes = length > 0 && begun?.Strong is not null;
                if (resumes)
                {
                    request.Headers.Range = new RangeHeaderValue(length, null);
                    request.Headers.TryAddWithoutValidation("If-Range", begun!.Strong);
                }
                else
                {
                    length = 0;
                    known?.AddTo(request);
                }

                using var response = await WithinAsync(stop => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop), limits.Silence, cancellation).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.NotModified && known is not null)
                {
                    return null;
                }

                if (!response.IsSuccessStatusCode)
                {
                    throw Refused(url, response);
                }

                length = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == length ? length : 0;
                begun = WebValidators.Of(response);
                await TakeAsync(url, response, file, length, limits, progress, cancellation).ConfigureAwait(false);
                return new WebContent(HashedCopy.Hash(file, cancellation), begun);
            }
            catch (Exception failed) when (!cancellation.IsCancellationRequested && failed is HttpRequestException or IOException or TimeoutException or OperationCanceledException or WebFetchException { CanPass: true })
            {
                if (attempt >= limits.Retries)
                {
                    throw failed as WebFetchException ?? new WebFetchException($"{url}: {Words(failed)}{(attempt > 0 ? $", {attempt + 1} times" : "")}", canPass: true);
                }

                await Task.Delay(WaitAfter(attempt, failed), time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task TakeAsync(string url, HttpResponseMessage response, string file, long from, WebLimits limits, Action<long, long?> progress, CancellationToken cancellation)
    {
        var total = from + response.Content.Headers.ContentLength;
        if (Math.Max(total ?? 0, 0) > limits.MostBytes)
        {
            throw new WebFetchException($"{url} has {total} bytes, and {limits.MostBytes} are declared or allowed", canPass: false);
        }

        using var target = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
        target.SetLength(from);
        target.Position = from;
        using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var taken = from;
            for (int read; (read = await WithinAsync(stop => body.ReadAsync(buffer.AsMemory(0, BufferSize), stop).AsTask(), limits.Silence, cancellation).ConfigureAwait(false)) > 0;)
            {
                taken += read;
                if (taken > limits.MostBytes)
                {
                    throw new WebFetchException($"{url} goes on after {limits.MostBytes} bytes, which are declared or allowed", canPass: false);
                }

                Write(target, buffer.AsSpan(0, read), file);
                progress(taken, total);
            }

            if (total is { } declared && taken != declared)
            {
                throw new WebFetchException($"{url} ended after {taken} of {declared} bytes", canPass: true);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A full disk is not the server's fault, and trying again does not help.
    private static void Write(FileStream target, ReadOnlySpan<byte> bytes, string file)
    {
        try
        {
            target.Write(bytes);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("write", file, refused);
        }
    }

    private static async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> work, TimeSpan silence, CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(silence);
        try
        {
            return await work(clock.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"the server was silent for {silence.TotalSeconds:0.##} s"));
        }
    }

    // A server that is busy may say when to come again.
    private static WebFetchException Refused(string url, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return new WebFetchException($"{url}: the server answered {status} {response.ReasonPhrase}".TrimEnd(), canPass: status is 408 or 425 or 429 or >= 500)
        {
            After = response.Headers.RetryAfter?.Delta,
        };
    }

    private static TimeSpan WaitAfter(int attempt, Exception failed)
    {
        var wait = (failed as WebFetchException)?.After ?? FirstWait * Math.Pow(2, attempt);
        return wait < LongestWait ? wait : LongestWait;
    }

    private static string Words(Exception failed) => failed.InnerException is { } cause and not AggregateException && failed is HttpRequestException ? $"{failed.Message.TrimEnd('.')} ({cause.Message})" : failed.Message;
}

/// <summary>How often and how long a URL is tried.</summary>
/// <param name="Retries">Attempts after one that fails.</param>
/// <param name="Silence">Longest silence of the server.</param>
/// <param name="MostBytes">Most bytes that are taken.</param>
internal sealed record WebLimits(int Retries, TimeSpan Silence, long MostBytes);

/// <summary>What was fetched.</summary>
/// <param name="Content">Hash and size.</param>
/// <param name="Validators">What the server says of this version of it.</param>
internal sealed record WebContent((string Sha256, long Size) Content, WebValidators? Validators);

/// <summary>A URL cannot be had.</summary>
/// <param name="message">Why, with the URL.</param>
/// <param name="canPass">Whether trying again can help.</param>
internal sealed class WebFetchException(string message, bool canPass) : Exception(message)
{
    public bool CanPass { get; } = canPass;

    /// <summary>When the server asks to come again.</summary>
    public TimeSpan? After { get; init; }
}
