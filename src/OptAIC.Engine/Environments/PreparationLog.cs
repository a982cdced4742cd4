using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Environments;

/// <summary>Runs the programs that prepare an environment, and keeps in one log what is done and what they write.</summary>
/// <param name="instance">Name of the instance, for messages.</param>
/// <param name="path">The log.</param>
/// <param name="redactor">Takes secrets out.</param>
/// <param name="tell">Told how far it is, in words.</param>
internal sealed class PreparationLog(string instance, string path, SecretRedactor redactor, Action<string> tell)
{
    /// <summary>Whether what programs write is told, too.</summary>
    public bool TellsLines { get; init; } = true;

    /// <summary>Told of every program that begins.</summary>
    public Action<ProcessIdentity> Began { get; init; } = _ => { };

    /// <summary>Told of every program that has ended.</summary>
    public Action<ProcessIdentity> Ended { get; init; } = _ => { };

    /// <summary>Name of the instance, for messages.</summary>
    public string Instance => instance;

    /// <summary>The log.</summary>
    public string Path => path;

    /// <summary>The same, with others to be told besides.</summary>
    public PreparationLog Also(Action<ProcessIdentity> began, Action<ProcessIdentity> ended) => new(instance, path, redactor, tell) { TellsLines = TellsLines, Began = began + Began, Ended = Ended + ended };

    /// <summary>Says what is done now.</summary>
    public void Say(string words)
    {
        words = redactor.Redact(words);
        tell(words);
        Append(words);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="what">What it does, in words.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="variables">Its whole environment.</param>
    /// <param name="cancellation">Ends it, and everything that it started.</param>
    /// <exception cref="EnvironmentFailedException">It ended badly.</exception>
    public async Task RunAsync(string what, IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        Say($"environment: {what}");
        Append($"$ {redactor.Redact(string.Join(' ', command))}");
        using var last = TellsLines ? new LastLine(line => tell($"environment: {line}")) : null;
        using var output = new ProgramLog(path, redactor, null, last);
        using var error = new ProgramLog(path, redactor, null, last);
        using var child = Start(command, folder, variables);
        Began(child.Identity);
        try
        {
            var end = await new LoggedProgram(output, error).RunAsync(child, cancellation).ConfigureAwait(false);
            if (!end.Status.IsSuccess)
            {
                throw new EnvironmentFailedException(instance, [.. command.Select(redactor.Redact)], $"ended with {end.Status}", end.LastLines, path);
            }
        }
        finally
        {
            Ended(child.Identity);
        }
    }

    private ChildProcess Start(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> variables)
    {
        try
        {
            return ChildProcess.Start(new ChildSpec
            {
                Program = command[0],
                Arguments = [.. command.Skip(1)],
                WorkingDirectory = folder,
                Environment = variables,
                Input = ChildInput.Pipe,
                Output = ChildOutput.Pipe,
                Error = ChildOutput.Pipe,
            });
        }
        catch (ProgramStartException refused)
        {
            Append(refused.Message);
            throw new EnvironmentFailedException(instance, [.. command.Select(redactor.Redact)], $"did not begin: {refused.Message}", [], path);
        }
    }

    private void Append(string line)
    {
        using var log = AppendLog.Open(path);
        log.Append(Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ")), Durability.Knowledge);
    }
}
