using System.Text;

namespace OptAIC.Engine.Processes;

/// <summary>A program of the operating system that is asked and answers: <c>crontab</c>, <c>systemctl</c>, <c>schtasks</c>, <c>git</c>.</summary>
internal static class SystemProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether it is on the PATH.</summary>
    public static bool IsThere(string program)
    {
        try
        {
            ProgramPath.Resolve(program, Path.GetTempPath(), ChildSpec.CurrentEnvironment());
            return true;
        }
        catch (ProgramStartException)
        {
            return false;
        }
    }

    /// <summary>Runs it. Bytes go in and come out as characters of the same numbers, since whose text it is need not be known. One that does not end is ended.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Its standard input; none when left out.</param>
    /// <param name="patience">How long it may take; half a minute when left out.</param>
    /// <exception cref="ProgramStartException">It could not be started.</exception>
    public static SystemAnswer Run(string program, IReadOnlyList<string> arguments, string? input = null, TimeSpan? patience = null)
    {
        var environment = ChildSpec.CurrentEnvironment();
        environment["LC_ALL"] = "C";
        using var child = ChildProcess.Start(new ChildSpec
        {
            Program = program,
            Arguments = arguments,
            WorkingDirectory = Path.GetTempPath(),
            Environment = environment,
            Input = input is null ? ChildInput.None : ChildInput.Pipe,
            Output = ChildOutput.Pipe,
            Error = ChildOutput.Pipe,
        });
        var output = Task.Run(() => ReadToEnd(child.Output!));
        var error = Task.Run(() => ReadToEnd(child.Error!));
        Give(child, input);
        if (!Task.WaitAll([child.Exit, output, error], patience ?? Patience))
        {
            return new SystemAnswer(ExitStatus.Unknown, "", $"'{program} {string.Join(' ', arguments)}' does not answer");
        }

        return new SystemAnswer(child.Exit.Result, output.Result, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(error.Result)).Trim());
    }

    private static void Give(ChildProcess child, string? input)
    {
        if (input is null)
        {
            return;
        }

        try
        {
            child.Input!.Write(Encoding.Latin1.GetBytes(input));
            child.Input.Dispose();
        }
        catch (IOException)
        {
            // It ended without reading all of it; what it says and its exit code tell why.
        }
    }

    private static string ReadToEnd(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
