using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Runner;

/// <summary>
/// The news of a plan in a file, so that those who come later can follow it: who works on it, then what its caller is told. Knowledge only:
/// a plan runs the same when its log cannot be written.
/// </summary>
internal sealed class PlanLog : IDisposable
{
    // Whoever attaches just after the end is still told how it went.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private AppendLog? _log;

    private PlanLog(AppendLog? log) => _log = log;

    /// <summary>Begins the log of this process, and drops those of plans that are over for long.</summary>
    public static PlanLog Begin(WorkspacePaths paths, DateTimeOffset now)
    {
        var path = PathOf(paths, RunJournal.Runner);
        try
        {
            Directory.CreateDirectory(paths.Plans);
            DropOld(paths, now);
            var log = new PlanLog(AppendLog.Open(path));
            log.Append(JsonSerializer.SerializeToUtf8Bytes(new RunnerMessage { Runner = RunJournal.Runner }, RunnerJson.Default.RunnerMessage));
            return log;
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused) || refused is StorageException)
        {
            return new PlanLog(null);
        }
    }

    /// <summary>Where the log of a runner is: it works on one plan only.</summary>
    public static string PathOf(WorkspacePaths paths, RunnerIdentity runner) =>
        Path.Combine(paths.Plans, $"{runner.Process}-{Digest.Of(runner.HostId)[..12]}.jsonl");

    /// <summary>Whether the runner of a log may still write to it. What runs on other hosts may.</summary>
    public static bool MayGrow(RunnerIdentity runner) =>
        !HostIdentity.TryParse(runner.HostId, runner.Host, out var host)
        || HostIdentity.Current.RelationTo(host!) switch
        {
            HostRelation.Same => ProcessIdentity.TryParse(runner.Process, out var process) && process.IsAlive,
            HostRelation.EarlierBoot => false,
            _ => true,
        };

    /// <summary>Appends a message.</summary>
    public void Append(ReadOnlySpan<byte> message)
    {
        try
        {
            _log?.Append(message, Durability.Knowledge);
        }
        catch (StorageException)
        {
            // A log with a gap would mislead: who follows it sees a runner that says no more.
            Dispose();
        }
    }

    public void Dispose()
    {
        _log?.Dispose();
        _log = null;
    }

    private static void DropOld(WorkspacePaths paths, DateTimeOffset now)
    {
        foreach (var log in new DirectoryInfo(paths.Plans).EnumerateFiles("*.jsonl"))
        {
            if (now - log.LastWriteTimeUtc > KeptFor && (PlanFollower.RunnerOf(log.FullName) is not { } runner || !MayGrow(runner)))
            {
                log.Delete();
            }
        }
    }
}
