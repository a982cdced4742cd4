using System.Diagnostics;
using System.Net;

namespace OptAIC.Cli.Tests.Harness;

/// <summary>A notebook of a backpack that is worked on: <c>optaic run --interactive</c>, and what a browser does.</summary>
internal sealed class ServedNotebook : IDisposable
{
    // Without cookies, which would let in whoever was let in once.
    private readonly HttpClient _browser = new(new HttpClientHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _root;

    /// <summary>Opens it, and waits until its address is told.</summary>
    public ServedNotebook(NotebookPack pack, params string[] options)
    {
        _root = pack.Optaic.Root;
        Command = pack.Optaic.Start(["run", "--backpack", pack.Path, "--interactive", .. options]);
        string? line;
        do
        {
            line = Command.StandardOutput.ReadLine();
        }
        while (line is not null && !line.StartsWith("open ", StringComparison.Ordinal));
        Assert.True(line is not null, $"no address was told: {(line is null ? Command.StandardError.ReadToEnd() : "")}");
        Address = new Uri(line!["open ".Length..]);
        Token = Address.Query["?token=".Length..];
    }

    /// <summary>The command that waits.</summary>
    public Process Command { get; }

    /// <summary>What to open.</summary>
    public Uri Address { get; }

    /// <summary>The token in it.</summary>
    public string Token { get; }

    /// <summary>The processes of Jupyter and its kernels: those that were told a path in the workspace.</summary>
    public int[] Processes => [.. Process.GetProcesses().Where(p => CommandLineOf(p.Id).Contains(_root, StringComparison.Ordinal) && CommandLineOf(p.Id).Contains("jupyter", StringComparison.Ordinal)).Select(p => p.Id)];

    /// <summary>The status that a request gets.</summary>
    public HttpStatusCode Get(string path, string? token)
    {
        using var answer = _browser.GetAsync(new Uri(Address, token is null ? path : $"{path}?token={token}")).GetAwaiter().GetResult();
        return answer.StatusCode;
    }

    /// <summary>Sends a request that has to succeed.</summary>
    public string Post(string path)
    {
        using var answer = _browser.PostAsync(new Uri(Address, $"{path}?token={Token}"), null).GetAwaiter().GetResult();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
    }

    /// <summary>Whether nobody listens any more.</summary>
    public bool IsGone()
    {
        try
        {
            Get("/api/status", Token);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    /// <summary>Waits for the end of the command.</summary>
    public int ExitCode()
    {
        Assert.True(Command.WaitForExit(TimeSpan.FromMinutes(1)));
        return Command.ExitCode;
    }

    public void Dispose()
    {
        if (!Command.HasExited)
        {
            UnixSignal.TrySend(Command.Id, UnixSignal.Interrupt);
            Command.WaitForExit(TimeSpan.FromSeconds(30));
        }

        Command.Dispose();
        _browser.Dispose();
    }

    private static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
