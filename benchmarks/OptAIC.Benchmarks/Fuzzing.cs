using System.Diagnostics;
using System.Globalization;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Tests.Definitions;

namespace OptAIC.Benchmarks;

/// <summary>
/// Reads mutations of real files: never a crash, never a case that hangs. Memory is bounded by the runtime itself: the cases run in a process whose
/// whole heap may not exceed 64 MB, so that one which needs more fails.
/// </summary>
internal static class Fuzzing
{
    private const string HeapLimit = "DOTNET_GCHeapHardLimit";
    private const int HeapMegabytes = 64;
    private const double MaxSeconds = 2;

    public static int Run(int cases, int seed)
    {
        if (Environment.GetEnvironmentVariable(HeapLimit) is null)
        {
            return Restart(cases, seed);
        }

        var corpus = Corpus();
        var random = new Random(seed);
        var (refused, slowest, failures) = (0, 0.0, 0);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < cases; i++)
        {
            var (original, file) = corpus[random.Next(corpus.Count)];
            var text = Mutation.Of(original, random);
            var start = Stopwatch.GetTimestamp();
            failures += Fails(text, file, ref refused) ? 1 : 0;
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            slowest = Math.Max(slowest, seconds);
            if (seconds > MaxSeconds)
            {
                failures++;
                Show($"took {seconds:0.0} s", text);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"fuzz: {cases} mutations of {corpus.Count} texts, seed {seed}: {cases - refused} read, {refused} refused, {failures} failures; slowest {slowest * 1000:0} ms, heap within {HeapMegabytes} MB, {clock.Elapsed.TotalSeconds:0} s"));
        return failures == 0 ? 0 : 1;
    }

    private static bool Fails(string text, string file, ref int refused)
    {
        try
        {
            refused += MutationCase.Read(text, file) ? 0 : 1;
            return false;
        }
        catch (Exception crash)
        {
            Show(crash.ToString(), text);
            return true;
        }
    }

    private static void Show(string what, string text) => Console.Error.WriteLine($"{what}\n--- for ---\n{text}\n---");

    private static int Restart(int cases, int seed)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["fuzz", cases.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture)]);
        start.Environment[HeapLimit] = (HeapMegabytes << 20).ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        using var child = Process.Start(start)!;
        child.WaitForExit();
        return child.ExitCode;
    }

    private static List<(string Text, string File)> Corpus()
    {
        var assembly = typeof(DefinitionReader).Assembly;
        var embedded = assembly.GetManifestResourceNames().Where(n => n.EndsWith(".yml", StringComparison.Ordinal)).Select(n => (EmbeddedYaml.Text(n["OptAIC.Engine.".Length..]), n));
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "corpus"), "*", SearchOption.AllDirectories).Select(f => (File.ReadAllText(f), f));
        return [.. embedded.Concat(files).Append((DefinitionFigures.Definition(), "definition.yml")).OrderBy(c => c.Item2, StringComparer.Ordinal)];
    }
}
