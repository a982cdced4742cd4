using System.Collections.Concurrent;
using System.Globalization;
using OptAIC.Engine.Processes;

namespace OptAIC.Engine.Environments;

/// <summary>A program that makes environments.</summary>
/// <param name="Name">What it is called: <c>python</c>, <c>conda</c> …</param>
/// <param name="Path">Where it is.</param>
/// <param name="Version">Which one it is.</param>
internal sealed record EnvironmentTool(string Name, string Path, string Version)
{
    private const string Asking = "import platform, sys; print(platform.python_version()); print(sys.executable)";
    private static readonly string[] CondaPrograms = ["conda", "mamba", "micromamba"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // What a program answers does not change while its file does not; a shim answers by the folder in which it is asked, too.
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Answers = new(StringComparer.Ordinal);

    /// <summary>The file of the program that an environment is made with.</summary>
    /// <param name="instance">Name of the instance, for messages.</param>
    /// <param name="spec">The environment.</param>
    /// <param name="folder">The folder <c>software</c>.</param>
    /// <param name="variables">With the PATH to look in.</param>
    /// <exception cref="EnvironmentToolMissingException">There is none.</exception>
    public static string? Find(string instance, EnvironmentSpec spec, string folder, IReadOnlyDictionary<string, string> variables)
    {
        string[] programs = spec.Engine switch
        {
            EnvironmentEngine.Venv => [spec.Python],
            EnvironmentEngine.Conda => CondaPrograms,
            _ => [],
        };
        ProgramStartException? missing = null;
        foreach (var program in programs)
        {
            try
            {
                return ProgramPath.Resolve(program, folder, variables);
            }
            catch (ProgramStartException notFound)
            {
                missing ??= notFound;
            }
        }

        return missing is null ? null : throw new EnvironmentToolMissingException(instance, spec.Engine, programs[0], missing);
    }

    /// <summary>Asks it which one it is, once in the life of this process and of its file.</summary>
    /// <param name="instance">Name of the instance, for messages.</param>
    /// <param name="engine">What it is to make.</param>
    /// <param name="path">Its file.</param>
    /// <param name="folder">Where it is asked.</param>
    /// <param name="variables">Its environment.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="EnvironmentFailedException">It does not answer.</exception>
    public static async Task<EnvironmentTool> AskAsync(
        string instance, EnvironmentEngine engine, string path, string folder, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        var identity = string.Create(CultureInfo.InvariantCulture, $"{path}|{file.Length}|{file.LastWriteTimeUtc.Ticks}|{folder}|{variables.GetValueOrDefault("PYENV_VERSION")}");
        if (!Answers.TryGetValue(identity, out var answer))
        {
            IReadOnlyList<string> arguments = engine == EnvironmentEngine.Venv ? ["-I", "-c", Asking] : ["--version"];
            answer = await LinesAsync(instance, [path, .. arguments], folder, variables, cancellation).ConfigureAwait(false);
            Answers[identity] = answer;
        }

        // A name in the PATH may be a shim, which is another Python every day: what it leads to is what counts.
        return engine == EnvironmentEngine.Venv ? new EnvironmentTool("python", answer[^1], answer[0])
            : new EnvironmentTool(System.IO.Path.GetFileNameWithoutExtension(path), path, answer[0].Split(' ')[^1]);
    }

    /// <summary>What a program writes to its standard output, line by line.</summary>
    /// <param name="instance">Name of the instance, for messages.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="variables">Its whole environment.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isExact">Whether indentation and empty lines count.</param>
    /// <exception cref="EnvironmentFailedException">It ended badly, or said nothing.</exception>
    public static async Task<IReadOnlyList<string>> LinesAsync(string instance, IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation, bool isExact = false)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var child = ChildProcess.Start(new ChildSpec
        {
            Program = command[0],
            Arguments = [.. command.Skip(1)],
            WorkingDirectory = folder,
            Environment = variables,
            Input = ChildInput.Pipe,
            Output = ChildOutput.Pipe,
            Error = ChildOutput.Pipe,
        });
        var (output, error) = (ReadAsync(child.Output!, isExact), ReadAsync(child.Error!, isExact: false));
        try
        {
            var status = await child.Exit.WaitAsync(limit.Token).ConfigureAwait(false);
            await child.StopAsync(StopPatience.Default, CancellationToken.None).ConfigureAwait(false);
            var lines = await output.ConfigureAwait(false);
            return status.IsSuccess && lines.Count > 0 ? lines
                : throw new EnvironmentFailedException(instance, command, $"ended with {status}", await error.ConfigureAwait(false), log: null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await child.StopAsync(StopPatience.Default, CancellationToken.None).ConfigureAwait(false);
            throw new EnvironmentFailedException(instance, command, $"did not answer within {Patience.TotalSeconds:0} s", [], log: null);
        }
        catch (OperationCanceledException)
        {
            await child.StopAsync(StopPatience.Default, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static Task<List<string>> ReadAsync(Stream stream, bool isExact) => Task.Factory.StartNew(
        () =>
        {
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().Split('\n', isExact ? StringSplitOptions.None : StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
