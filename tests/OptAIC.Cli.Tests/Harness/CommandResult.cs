using System.Text.Json;

namespace OptAIC.Cli.Tests.Harness;

/// <summary>What a command left.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The error object on standard error.</summary>
    public JsonElement JsonError => JsonDocument.Parse(ErrorLines[^1]).RootElement.GetProperty("error");

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"exit {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
