using System.Text;
using System.Text.Json;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Secrets;

/// <summary>
/// Asks Microsoft.PowerShell.SecretManagement, in a PowerShell of its own. Names and values go through pipes, never through arguments; a vault that
/// waits for a password that nobody can type is given up.
/// </summary>
internal sealed class SecretVault(TimeSpan patience)
{
    private const string Script = """
        $ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'
        $out = [Console]::OpenStandardOutput()
        function Reply($answer) { $bytes = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $answer -Compress)); $out.Write($bytes, 0, $bytes.Length); $out.Flush(); exit 0 }
        $asked = [Console]::In.ReadLine() | ConvertFrom-Json
        try { Import-Module Microsoft.PowerShell.SecretManagement } catch { Reply @{ state = 'no_module' } }
        $where = @{ Name = $asked.name }; if ($asked.vault) { $where.Vault = $asked.vault }
        try { $secret = Get-Secret @where -AsPlainText } catch { Reply @{ state = 'refused'; message = "$($_.Exception.Message)" } }
        if ($null -eq $secret) { Reply @{ state = 'refused'; message = 'there is none of that name' } }
        if ($secret -is [pscredential]) { $secret = $secret.GetNetworkCredential().Password }
        if ($secret -is [securestring]) { $secret = [Net.NetworkCredential]::new('', $secret).Password }
        if ($secret -isnot [string]) { Reply @{ state = 'refused'; message = "it is a $($secret.GetType().Name), not a text" } }
        Reply @{ state = 'found'; value = $secret }
        """;

    /// <summary>How long a vault is waited for, if nothing else is said.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The secret, or why there is none.</summary>
    public async Task<(string? Value, string? Why)> TryGetAsync(SecretReference reference, string directory, CancellationToken cancellation)
    {
        try
        {
            using var shell = ChildProcess.Start(new ChildSpec
            {
                Program = "pwsh",
                Arguments = ["-NoProfile", "-NonInteractive", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(Script))],
                WorkingDirectory = directory,
                Environment = ChildSpec.CurrentEnvironment(),
                Output = ChildOutput.Pipe,
            });
            return await AskAsync(shell, reference, cancellation).ConfigureAwait(false);
        }
        catch (ProgramStartException)
        {
            return (null, "PowerShell (pwsh) is not on the PATH");
        }
    }

    private async Task<(string? Value, string? Why)> AskAsync(ChildProcess shell, SecretReference reference, CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(patience);
        var reading = Task.Run(() => ReadToEnd(shell.Output!), CancellationToken.None);
        try
        {
            shell.Input!.Write(Question(reference));
            shell.Input.Flush();
            return Answer(await reading.WaitAsync(clock.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, $"it gave no answer within {patience.TotalSeconds:0} seconds; unlock it first");
        }
        catch (IOException)
        {
            return (null, "its PowerShell ended without an answer");
        }
        finally
        {
            await shell.StopAsync(StopPatience.None, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static byte[] Question(SecretReference reference)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("name", reference.Name);
            json.WriteString("vault", reference.Vault);
            json.WriteEndObject();
        }

        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    private static byte[] ReadToEnd(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static (string? Value, string? Why) Answer(byte[] text)
    {
        try
        {
            using var answer = JsonDocument.Parse(text);
            return answer.RootElement.GetProperty("state").GetString() switch
            {
                "found" => (answer.RootElement.GetProperty("value").GetString(), null),
                "no_module" => (null, "the module Microsoft.PowerShell.SecretManagement is not installed"),
                _ => (null, answer.RootElement.GetProperty("message").GetString()),
            };
        }
        catch (Exception noAnswer) when (noAnswer is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "its PowerShell ended without an answer");
        }
    }
}
