namespace OptAIC.Module.Tests;

/// <summary>The runs of the suites. xunit asks for one after the other; so that no processor idles meanwhile, those that follow are begun too.</summary>
public sealed class PesterRuns : IDisposable
{
    private static readonly string Results = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "test-results", "module")).FullName;

    private readonly SemaphoreSlim _processors = new(Environment.ProcessorCount);
    private readonly Dictionary<string, Task<SuiteRun>> _runs = [];

    internal Task<SuiteRun> Of(string suite)
    {
        foreach (var next in Suite.Names.SkipWhile(s => s != suite).Take(Environment.ProcessorCount))
        {
            if (!_runs.ContainsKey(next))
            {
                _runs.Add(next, Task.Run(() => RunAsync(next)));
            }
        }

        return _runs[suite];
    }

    public void Dispose()
    {
        Task.WaitAll([.. _runs.Values]);
        _processors.Dispose();
    }

    private async Task<SuiteRun> RunAsync(string suite)
    {
        await _processors.WaitAsync();
        try
        {
            return Run(suite);
        }
        finally
        {
            _processors.Release();
        }
    }

    private static SuiteRun Run(string suite)
    {
        var name = suite[..^".Tests.ps1".Length];
        var report = Path.Combine(Results, name + ".xml");
        File.Delete(report);
        var (_, output) = PowerShellHost.Run(Path.Combine(Suite.Directory, "Invoke-Suite.ps1"), Path.Combine(Suite.Directory, suite), report);
        if (!File.Exists(report))
        {
            return new SuiteRun(null, output);
        }

        var result = PesterResult.Read(report);
        File.WriteAllText(Path.Combine(Results, name + ".txt"), result + "\n");
        return new SuiteRun(result, output);
    }
}
