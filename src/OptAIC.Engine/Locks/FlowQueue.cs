using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Processes;
using OptAIC.Model;

namespace OptAIC.Engine.Locks;

/// <summary>
/// A place in the queue of those who wait to run a flow: a file whose name says when it came. The oldest whose owner lives is next. Taking the
/// file away takes the place away.
/// </summary>
internal sealed class FlowQueue : IDisposable
{
    private readonly string _folder;
    private readonly string _flow;
    private readonly string _ticket;

    private FlowQueue(string folder, string flow, string ticket) => (_folder, _flow, _ticket) = (folder, flow, ticket);

    /// <summary>Takes a place at the end.</summary>
    public static FlowQueue Join(InstancePaths paths, FlowKind flow)
    {
        Directory.CreateDirectory(paths.Queue);
        var ticket = Path.Combine(paths.Queue, $"{SnakeCase.Of(flow)}-{Guid.CreateVersion7():D}");
        DurableFile.Write(ticket, Encoding.UTF8.GetBytes($"{HostIdentity.Current.Id} {ProcessIdentity.Current}\n"), Durability.Knowledge);
        return new FlowQueue(paths.Queue, SnakeCase.Of(flow), ticket);
    }

    /// <summary>Whether somebody waits.</summary>
    public static bool IsWaitedFor(InstancePaths paths, FlowKind flow) => Directory.Exists(paths.Queue) && Tickets(paths.Queue, SnakeCase.Of(flow)).Any(IsOwned);

    /// <summary>Sends all away who wait.</summary>
    /// <returns>How many there were.</returns>
    public static int Clear(InstancePaths paths, FlowKind flow)
    {
        if (!Directory.Exists(paths.Queue))
        {
            return 0;
        }

        var waiting = 0;
        foreach (var ticket in Tickets(paths.Queue, SnakeCase.Of(flow)))
        {
            waiting += IsOwned(ticket) ? 1 : 0;
            File.Delete(ticket);
        }

        return waiting;
    }

    /// <summary>Whether it is this one's turn.</summary>
    /// <exception cref="OperationCanceledException">Somebody took the place away.</exception>
    public bool IsFirst()
    {
        foreach (var ticket in Tickets(_folder, _flow))
        {
            if (ticket == _ticket)
            {
                return true;
            }

            if (IsOwned(ticket))
            {
                return File.Exists(_ticket) ? false : throw new OperationCanceledException("sent away while it waited for its turn");
            }

            // Its owner died waiting.
            File.Delete(ticket);
        }

        throw new OperationCanceledException("sent away while it waited for its turn");
    }

    public void Dispose() => File.Delete(_ticket);

    private static IEnumerable<string> Tickets(string folder, string flow) =>
        Directory.EnumerateFiles(folder, flow + "-*").Where(f => !f.EndsWith(DurableFile.TemporarySuffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static bool IsOwned(string ticket)
    {
        try
        {
            var owner = File.ReadAllText(ticket).TrimEnd().Split(' ', 2);
            // An owner on another host cannot be judged from here.
            return owner is not [var host, var process] || host != HostIdentity.Current.Id || (ProcessIdentity.TryParse(process, out var identity) && identity.IsAlive);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
