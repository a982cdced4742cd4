using System.Net;
using System.Net.Http.Headers;

namespace OptAIC.Engine.OpenLineage;

/// <summary>A service that takes one lineage event per request.</summary>
internal sealed class EventService : IEventReceiver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client = new(new SocketsHttpHandler { ConnectTimeout = Patience, AllowAutoRedirect = false }) { Timeout = Patience };
    private readonly Uri _address;

    public EventService(Uri address)
    {
        _address = address;
        if (Environment.GetEnvironmentVariable("OPENLINEAGE_API_KEY") is { Length: > 0 } key)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public async Task SendAsync(byte[] lineageEvent, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(lineageEvent);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await _client.PostAsync(_address, content, cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            var message = $"{_address} answered {(int)answer.StatusCode}";
            throw IsAboutTheEvent(answer.StatusCode) ? new EventRefusedException(message) : new EventNotDeliveredException(message);
        }
        catch (HttpRequestException failed)
        {
            throw new EventNotDeliveredException($"{_address}: {failed.Message}", failed);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new EventNotDeliveredException($"{_address} did not answer within {Patience.TotalSeconds:0} s", late);
        }
    }

    public void Dispose() => _client.Dispose();

    // Anything else may be mended on the other side: a wrong address, a missing key, an overload.
    private static bool IsAboutTheEvent(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge;
}
