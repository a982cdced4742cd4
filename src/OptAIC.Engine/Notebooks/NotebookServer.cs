using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows.Commands;

namespace OptAIC.Engine.Notebooks;

/// <summary>
/// Serves a notebook to the browser of whoever started the run: on the loopback address, behind a token, with the sandbox as its root. JupyterLab, or the classic
/// server where there is no other.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="notebook">The notebook.</param>
/// <param name="session">The session.</param>
internal sealed class NotebookServer(FlowContext context, Notebook notebook, InteractiveSession session)
{
    private const string Loopback = "127.0.0.1";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a server that is stopped is given to end its kernels.</summary>
    public static TimeSpan StopGrace { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Serves until the server is shut down.</summary>
    /// <param name="programs">Starts it.</param>
    /// <param name="environment">The environment of the run's program.</param>
    /// <param name="cancellation">Ends the server and its kernels.</param>
    /// <exception cref="JupyterMissingException">There is no server.</exception>
    public async Task<(IReadOnlyList<string> CommandLine, ProgramEnd End)> RunAsync(ProgramProcess programs, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var jupyter = new JupyterPrograms(context, environment);
        var server = jupyter.Server ?? throw JupyterMissingException.OfServer(context.Instance.Name, jupyter.IsOfEnvironment);
        var folder = new JupyterFolder(context, step: null);
        var variables = folder.AddTo(environment);
        variables["JUPYTER_TOKEN"] = session.Token;
        // Whoever may run the flow may serve it, root too; there is nobody to ask before the end.
        string[] command =
        [
            Notebook.Program, server, $"--config={folder.Config}", "--no-browser", $"--ip={Loopback}", $"--port={FreePort().ToString(CultureInfo.InvariantCulture)}", "--allow-root", "-y",
        ];
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var telling = TellAsync(folder.Runtime, server == "lab" ? "lab/tree" : "notebooks", ended.Token);
        try
        {
            return (command, await programs.RunAsync(command, variables, step: null, cancellation).ConfigureAwait(false));
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await telling.ConfigureAwait(false);
        }
    }

    // Should somebody take it meanwhile, the server tries the ports behind it, and says which one it has.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task TellAsync(string runtime, string place, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            if (Port(runtime) is { } port)
            {
                context.Opened(string.Create(CultureInfo.InvariantCulture, $"http://{Loopback}:{port}/{place}/{Uri.EscapeDataString(notebook.Path).Replace("%2F", "/", StringComparison.Ordinal)}"));
                return;
            }

            await Task.Delay(BetweenLooks, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Servers write it once they listen: nbserver-(pid).json of old ones, jpserver-(pid).json of new ones.
    private static int? Port(string runtime)
    {
        foreach (var file in Directory.EnumerateFiles(runtime, "*server-*.json"))
        {
            try
            {
                using var said = JsonDocument.Parse(File.ReadAllBytes(file));
                return said.RootElement.GetProperty("port").GetInt32();
            }
            catch (Exception unfinished) when (unfinished is JsonException or IOException or KeyNotFoundException)
            {
                // It is just being written.
            }
        }

        return null;
    }
}
