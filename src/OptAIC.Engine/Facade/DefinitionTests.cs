using System.Runtime.CompilerServices;
using OptAIC.Engine.Testing;

namespace OptAIC.Engine.Facade;

/// <summary>How the cases of a definition are run.</summary>
public sealed record DefinitionTestOptions
{
    /// <summary>Leave the throw-away workspaces in place.</summary>
    public bool Keep { get; init; }

    /// <summary>Most cases at the same time; <c>null</c> is one per core.</summary>
    public int? Jobs { get; init; }

    /// <summary>The runner's executable; found by itself when left out.</summary>
    public string? Runner { get; init; }
}

/// <summary>The cases of a definition, read and ready to be run: each in a workspace of its own that is thrown away afterwards.</summary>
public sealed class DefinitionTests
{
    private readonly TestSuite _suite;

    internal DefinitionTests(TestSuite suite) => _suite = suite;

    /// <summary>The definition, with its version.</summary>
    public string Definition => _suite.Definition.Definition.ToString();

    /// <summary>Names of the cases, in the order in which their results come.</summary>
    public IReadOnlyList<string> Cases => [.. _suite.Cases.Select(c => c.Name)];

    /// <summary>Runs the cases; results come in the order of the cases, each as soon as it and those before it have ended.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends the cases that are running; the call returns when nothing of them is left.</param>
    public async IAsyncEnumerable<OptTestResult> RunAsync(DefinitionTestOptions? options = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        options ??= new DefinitionTestOptions();
        if (_suite.Cases.Count == 0)
        {
            yield break;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var turns = new SemaphoreSlim(Math.Max(1, options.Jobs ?? Environment.ProcessorCount));
        using var copy = _suite.Definition.Source == OptAIC.Definitions.DefinitionSource.Registered ? new ThrowAwayFolder(keep: false) : null;
        var source = copy is null ? _suite.Definition.Folder! : CopyTo(copy.Path);
        var running = _suite.Cases.Select(test => Task.Run(() => InTurnAsync(turns, new CaseRun(_suite.Definition, source, test, options), stop.Token), CancellationToken.None)).ToList();
        try
        {
            foreach (var result in running)
            {
                yield return await result.ConfigureAwait(false);
            }
        }
        finally
        {
            // Whoever stops listening stops the rest.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private static async Task<OptTestResult> InTurnAsync(SemaphoreSlim turns, CaseRun run, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await run.RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    // A registered folder holds the manifest of its registration too, which no folder to be registered may.
    private string CopyTo(string target)
    {
        foreach (var file in _suite.Definition.Files)
        {
            var to = Path.Combine(target, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(_suite.Definition.Folder!, file.Path), to);
        }

        return target;
    }
}
